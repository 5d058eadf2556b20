//! `secrets`: keeps, lists and removes the secrets that connections name.

use std::io::{IsTerminal, Read};
use std::process::ExitCode;

use serde_json::json;
use zeroize::Zeroizing;

use super::args::{ListFormat, SecretsArgs, SecretsCommand};
use super::failure::{self, Done, Failure};
use super::grid::Grid;
use super::stderr::print_line;
use super::stdout::Stdout;
use crate::base::{Problem, Severity, visible};
use crate::connect::{self, SecretPlace};

/// Nobody has a secret of more bytes.
const MOST: u64 = 1 << 16;

pub fn secrets(args: &SecretsArgs) -> Done {
    match &args.command {
        SecretsCommand::Set { name, file } => set(name, *file),
        SecretsCommand::List { format } => list(*format),
        SecretsCommand::Remove { name, file } => remove(name, *file),
        SecretsCommand::Where => places(),
    }
}

fn refused(problem: &Problem) -> Failure {
    Failure::one(failure::line(None, problem))
}

fn words(place: SecretPlace) -> &'static str {
    match place {
        SecretPlace::Keyring => "the keyring",
        SecretPlace::File => "the encrypted file",
    }
}

fn set(name: &str, in_file: bool) -> Done {
    let value = value(name)?;
    let place = connect::keep_secret(name, &value, in_file).map_err(|problem| refused(&problem))?;
    print_line(&format!("{}: Kept in {}", visible::in_a_line(name), words(place)));
    Ok(ExitCode::SUCCESS)
}

/// The value from the terminal, where it is not shown, or from standard input, without the end of its line.
fn value(name: &str) -> Result<Zeroizing<String>, Failure> {
    let failed =
        |error: std::io::Error| Failure::one(format!("standard input: Cannot be read: {error}. Give the value there"));
    let input = std::io::stdin();
    let text = if input.is_terminal() {
        let question = format!("Value of {}: ", visible::in_a_line(name));
        rpassword::prompt_password(question).map(Zeroizing::new).map_err(failed)?
    } else {
        let mut text = Zeroizing::new(String::new());
        input.take(MOST + 1).read_to_string(&mut text).map_err(failed)?;
        text
    };
    let value = text.trim_end_matches(['\r', '\n']);
    if value.is_empty() || text.len() as u64 > MOST {
        return Err(Failure::one("standard input: Does not hold a value of 1 to 65,536 bytes. Give the value there"));
    }
    Ok(Zeroizing::new(value.to_owned()))
}

fn list(format: ListFormat) -> Done {
    let kept = connect::kept_secrets();
    let mut out = Stdout::open();
    match format {
        ListFormat::Json => {
            let all = kept.names.iter().map(|(name, place)| json!({ "name": name, "place": place.word() }));
            out.json(&all.collect::<Vec<_>>())?;
        }
        ListFormat::Text => {
            let mut grid = Grid::new(["name", "kept in"].map(str::to_owned), &[false; 2]);
            for (name, place) in &kept.names {
                grid.row([visible::in_a_line(name).into_owned(), place.word().to_owned()]);
            }
            if !kept.names.is_empty() {
                out.words(&grid.to_string())?;
            }
        }
    }
    out.finish()?;
    told(kept.problems, !kept.places.is_empty())
}

/// The rest, where a part was done: warnings then, and failures if nothing was done.
fn told(problems: Vec<Problem>, is_done: bool) -> Done {
    if !is_done && !problems.is_empty() {
        return Err(Failure::Problems(problems.iter().map(|problem| failure::line(None, problem)).collect()));
    }
    for problem in problems {
        print_line(&failure::line(None, &Problem { severity: Severity::Warning, ..problem }));
    }
    Ok(ExitCode::SUCCESS)
}

fn remove(name: &str, in_file: bool) -> Done {
    let shown = visible::in_a_line(name);
    let removed = connect::remove_secret(name, in_file);
    if removed.places.is_empty() && removed.problems.is_empty() {
        return Err(Failure::one(format!("{shown}: There is no such secret. See tablewire secrets list")));
    }
    let places: Vec<&str> = removed.places.into_iter().map(words).collect();
    if !places.is_empty() {
        print_line(&format!("{shown}: Removed from {}", places.join(" and ")));
    }
    told(removed.problems, !places.is_empty())
}

fn places() -> Done {
    let places = connect::secret_places().map_err(|problem| refused(&problem))?;
    let default = places.by_default();
    let (file, opens) = places.file;
    let mut out = Stdout::open();
    match &places.keyring {
        Ok(true) => out.line("Keyring  ready")?,
        Ok(false) => out.line("Keyring  none")?,
        Err(problem) => out.line(&format!("Keyring  {}", failure::line(None, problem)))?,
    }
    out.line(&format!("File     {file}"))?;
    match &opens {
        Ok(()) => out.line("         can be opened")?,
        Err(problem) => out.line(&format!("         {}", failure::line(None, problem)))?,
    }
    out.line(&format!("New      {}", default.map_or("nowhere", words)))?;
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}
