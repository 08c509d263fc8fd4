//! Checks bodies against Discord's own OpenAPI description.
//!
//! `FELT_DISCORD_OPENAPI` names the file. Where it is not set, bodies are checked by hand only, and
//! the tests say so; in CI (`CI=true`) it must be set.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, LazyLock, Mutex};

use jsonschema::Validator;
use serde_json::{Value, json};

/// The variable that names the description.
const VARIABLE: &str = "FELT_DISCORD_OPENAPI";

/// Fields that Discord documents and its description leaves out: the ends of their paths.
const DOCUMENTED_ELSEWHERE: [(&str, &str); 1] = [
    // https://discord.com/developers/docs/interactions/application-commands#application-command-object
    ("put /applications/{application_id}/commands", "/nsfw"),
];

/// Numbers that its description wants as such, and that Discord documents, takes and gives as text: the ends of their paths.
const DOCUMENTED_AS_TEXT: [&str; 1] = [
    // https://discord.com/developers/docs/interactions/application-commands#application-command-object
    "/default_member_permissions",
];

static DESCRIPTION: LazyLock<Option<Description>> = LazyLock::new(|| {
    let Ok(path) = std::env::var(VARIABLE) else {
        let in_ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
        assert!(!in_ci, "in CI, {VARIABLE} must name Discord's openapi.json");
        // Not `eprintln!`: the test harness would keep that to itself.
        let notice = "NOTICE: FELT_DISCORD_OPENAPI is not set: bodies are NOT checked against Discord's description";
        let _ = writeln!(std::io::stderr(), "{notice}");
        return None;
    };
    let text = std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{VARIABLE} ({path}): {why}"));
    let whole = serde_json::from_str(&text).unwrap_or_else(|why| panic!("{VARIABLE} ({path}): {why}"));
    Some(Description {
        whole,
        validators: Mutex::default(),
    })
});

struct Description {
    whole: Value,
    validators: Mutex<HashMap<String, Arc<Validator>>>,
}

/// Loads the description, or says that there is none.
pub fn loaded_or_noticed() -> bool {
    DESCRIPTION.is_some()
}

/// What Discord's description says against a request.
pub fn check(method: &str, path: &str, body: &Value) -> Vec<String> {
    DESCRIPTION
        .as_ref()
        .map(|description| description.check(method, path, body))
        .unwrap_or_default()
}

impl Description {
    fn check(&self, method: &str, path: &str, body: &Value) -> Vec<String> {
        let method = method.to_lowercase();
        let Some((template, operation)) = self.operation(&method, path) else {
            return vec!["Discord's description has no such operation".into()];
        };
        let request = &operation["requestBody"];
        let schema = &request["content"]["application/json"]["schema"];
        if schema.is_null() {
            return if body.is_null() { vec![] } else { vec!["a body where there is none".into()] };
        }
        if body.is_null() {
            return if request["required"] == true {
                vec!["a body is missing".into()]
            } else {
                vec![]
            };
        }
        let validator = self.validator(&format!("{method} {template}"), schema);
        let mut breaches: Vec<_> = validator
            .iter_errors(body)
            .filter(|error| {
                let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
                let as_text = DOCUMENTED_AS_TEXT.iter().any(|end| error.instance_path().as_str().ends_with(end));
                !(as_text && error.instance().as_str().is_some_and(digits))
            })
            .map(|error| format!("against Discord's description at {:?}: {error}", error.instance_path().as_str()))
            .collect();
        let mut unknown = Vec::new();
        self.unknown_fields(&[schema], body, "", &mut unknown);
        let operation = format!("{method} {template}");
        unknown.retain(|field| !DOCUMENTED_ELSEWHERE.iter().any(|(of, end)| *of == operation && field.ends_with(end)));
        breaches.extend(unknown.iter().map(|field| format!("a field that Discord does not know: {field}")));
        breaches
    }

    /// The operation that a path means: of those that fit, the one with the fewest placeholders.
    fn operation(&self, method: &str, path: &str) -> Option<(&str, &Value)> {
        let fits = |template: &str| {
            let (wanted, given): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
            wanted.len() == given.len() && wanted.iter().zip(&given).all(|(wanted, given)| wanted.starts_with('{') || wanted == given)
        };
        let paths = self.whole["paths"].as_object()?;
        let found = paths.iter().filter(|(template, of)| fits(template) && of[method].is_object());
        let (template, of) = found.min_by_key(|(template, _)| template.matches('{').count())?;
        Some((template, &of[method]))
    }

    fn validator(&self, name: &str, schema: &Value) -> Arc<Validator> {
        let mut validators = self.validators.lock().expect("no panic under the lock");
        if let Some(validator) = validators.get(name) {
            return validator.clone();
        }
        let wrapped = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "components": self.whole["components"],
            "allOf": [schema],
        });
        let built = jsonschema::options().should_validate_formats(false).build(&wrapped);
        let validator = Arc::new(built.unwrap_or_else(|why| panic!("{name}: {why}")));
        validators.insert(name.to_owned(), validator.clone());
        validator
    }

    /// Finds fields that no form of the schema knows. The validator takes them in silence; Discord does too,
    /// but a field it ignores is a setting that has no effect.
    fn unknown_fields(&self, schemas: &[&Value], value: &Value, at: &str, unknown: &mut Vec<String>) {
        let mut forms = Vec::new();
        for schema in schemas {
            self.forms(schema, &mut forms);
        }
        match value {
            Value::Object(fields) => {
                for (name, inner) in fields {
                    let open = forms.iter().filter_map(|form| form.get("additionalProperties"));
                    let known: Vec<_> = forms.iter().filter_map(|form| form["properties"].get(name)).collect();
                    if !known.is_empty() {
                        self.unknown_fields(&known, inner, &format!("{at}/{name}"), unknown);
                    } else if !open.clone().any(|open| *open != json!(false)) {
                        unknown.push(format!("{at}/{name}"));
                    }
                }
            }
            Value::Array(items) => {
                let inner: Vec<_> = forms.iter().filter_map(|form| form.get("items")).collect();
                for (i, item) in items.iter().enumerate() {
                    self.unknown_fields(&inner, item, &format!("{at}/{i}"), unknown);
                }
            }
            _ => {}
        }
    }

    /// Every form a schema may take, with references followed.
    fn forms<'d>(&'d self, schema: &'d Value, forms: &mut Vec<&'d Value>) {
        if let Some(reference) = schema["$ref"].as_str() {
            let pointer = reference.trim_start_matches('#');
            self.forms(self.whole.pointer(pointer).expect("the description holds what it refers to"), forms);
            return;
        }
        forms.push(schema);
        for union in ["allOf", "anyOf", "oneOf"] {
            for form in schema[union].as_array().into_iter().flatten() {
                self.forms(form, forms);
            }
        }
    }
}
