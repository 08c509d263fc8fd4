//! What the commands are called and how Discord's list describes them: `responses/en/commands.toml`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::data::discord_rows::CommandRow;
use crate::discord::{Error, Shared};

/// Gives commands the names and lines of the file. What the file leaves out stays as the program has it.
pub(super) fn give(commands: &mut [poise::Command<Shared, Error>], rows: &BTreeMap<String, CommandRow>) {
    for command in commands {
        let Some(row) = rows.get(command.name.as_ref()) else { continue };
        let name = Cow::Owned(row.name.clone());
        if command.context_menu_name.is_some() {
            command.context_menu_name = Some(name);
        } else {
            command.name = name;
            command.description = Some(Cow::Owned(row.description.clone()));
        }
        for parameter in &mut command.parameters {
            if let Some(line) = row.options.get(parameter.name.as_ref()) {
                parameter.description = Some(Cow::Owned(line.clone()));
            }
        }
        give(&mut command.subcommands, &row.parts);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Engine;

    fn named(commands: &[poise::Command<Shared, Error>], rows: &BTreeMap<String, CommandRow>) {
        for command in commands {
            let row = rows.get(command.name.as_ref()).unwrap_or_else(|| panic!("{} has a row", command.name));
            let mut options: Vec<_> = command.parameters.iter().map(|p| p.name.as_ref()).collect();
            options.sort_unstable();
            if command.context_menu_name.is_none() {
                assert!(!row.description.is_empty(), "{}", command.name);
                assert_eq!(row.options.keys().map(String::as_str).collect::<Vec<_>>(), options, "{}", command.name);
            }
            assert_eq!(row.parts.len(), command.subcommands.len(), "{}", command.name);
            named(&command.subcommands, &row.parts);
        }
    }

    #[test]
    fn every_command_has_its_row_and_every_row_its_command() {
        let rows = Engine::built_in().expect("the built-in data is sound").commands;
        let commands = super::super::unnamed();
        named(&commands, &rows);
        assert_eq!(rows.len(), commands.len());
    }

    #[test]
    fn a_row_gives_its_command_another_name() {
        let engine = Engine::built_in().expect("the built-in data is sound");
        let practice = crate::practice::built_in().expect("the built-in rows are sound");
        let mut rows = engine.commands;
        rows.get_mut("reflect").expect("there").name = "mirror".into();
        let commands = super::super::all(&rows, &engine.discord, &practice);
        assert!(commands.iter().any(|command| command.name == "mirror") && commands.iter().all(|command| command.name != "reflect"));
    }
}
