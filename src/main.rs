//! The `felt` program.
fn main() -> anyhow::Result<()> {
    let engine = felt::Engine::built_in()?;
    let args: Vec<String> = std::env::args().collect();
    use std::io::BufRead;
    if args.get(1).is_some_and(|a| a == "explain") {
        print!("{}", felt::explain(&engine, &args[2]));
        return Ok(());
    }
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let (id, text) = match serde_json::from_str::<serde_json::Value>(&line) {
            Ok(v) => (v["id"].clone(), v["text"].as_str().unwrap_or("").to_string()),
            Err(_) => (serde_json::Value::Null, line),
        };
        let mut talk = felt::conversation::Talk::new(0);
        let a = talk.hear(&engine, &text, None);
        let feeling = a.feeling.map(|(w, voiced)| serde_json::json!({"word": w.word, "family": engine.feelings.families[w.family].name, "intensity": w.intensity, "named": w.named, "voiced": voiced}));
        println!("{}", serde_json::json!({"id": id, "response": a.response, "reflection": a.reflection, "kind": a.kind.name(), "feeling": feeling, "themes": [], "risk": {"tier": a.tier, "category": null}, "rule": a.rule}));
    }
    Ok(())
}
