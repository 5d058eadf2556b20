//! Upgrades settings written by an older version of a kind to the next version.

use crate::document::fields;

/// The fields of a record of settings, in order, each with its value as RON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldSettings {
    fields: Vec<(String, String)>,
}

impl OldSettings {
    /// `None` if `text` is not a record.
    pub fn read(text: &str) -> Option<Self> {
        let fields = fields(text)?.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
        Some(OldSettings { fields: fields.collect() })
    }

    /// The value of a setting, as RON text.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Removes a setting; returns its value.
    pub fn take(&mut self, name: &str) -> Option<String> {
        let index = self.fields.iter().position(|(own, _)| own == name)?;
        Some(self.fields.remove(index).1)
    }

    /// Sets `name` to `value`, which is RON text.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        match self.fields.iter_mut().find(|(own, _)| own == name) {
            Some((_, own)) => *own = value,
            None => self.fields.push((name.to_owned(), value)),
        }
    }

    /// Renames a setting; does nothing if it is at its default.
    pub fn rename(&mut self, old: &str, new: &str) {
        if let Some(value) = self.take(old) {
            self.set(new, value);
        }
    }

    /// The record as RON text.
    pub fn text(&self) -> String {
        let fields: Vec<String> = self.fields.iter().map(|(name, value)| format!("{name}:{value}")).collect();
        format!("({})", fields.join(","))
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::OldSettings;
    use crate::base::Text;
    use crate::nodes::form::{Field, Form};
    use crate::nodes::kit::catalogue::read_settings;
    use crate::nodes::kit::kind::{Category, Meta, NodeKind};
    use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
    use crate::nodes::kit::ports::Ports;
    use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
    use crate::nodes::lineage::descent::{Descent, Given};

    /// Version 1 had `rows`, version 2 called it `count`, version 3 counts from 0.
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    struct MadeUp {
        count: i64,
        note: String,
    }

    impl NodeKind for MadeUp {
        const META: Meta = Meta::new("made_up", 3, Category::Rows, "");

        fn ports(&self) -> Ports {
            Ports::input("in").output("out")
        }

        fn lower(&self, _cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
            Ok(Outputs(vec![inputs.one()?]))
        }

        fn spark(&self, _: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
            Ok(vec![inputs.one()?.rows.clone()])
        }

        fn summary(&self) -> Text {
            Text::default()
        }

        fn form(&mut self, form: &mut dyn Form) {
            form.integer(Field::shared("count"), &mut self.count, 0..=9);
        }

        fn descent(&self, _given: &Given) -> Vec<Descent> {
            vec![None]
        }

        fn upgrade(version: u32, settings: &mut OldSettings) {
            match version {
                1 => settings.rename("rows", "count"),
                2 => {
                    let count = settings.get("count").and_then(|count| count.parse::<i64>().ok());
                    settings.set("count", count.map_or_else(|| "-1".to_owned(), |count| (count - 1).to_string()));
                }
                _ => {}
            }
        }
    }

    fn read(version: u32, text: &str) -> MadeUp {
        read_settings(version, text).unwrap_or_else(|problem| panic!("{version} {text}: {problem}"))
    }

    #[test]
    fn older_settings_are_read_step_by_step() {
        let expected = MadeUp { count: 4, note: "a, (b)".into() };
        assert_eq!(read(1, r#"(rows: 5, note: "a, (b)")"#), expected);
        assert_eq!(read(2, r#"(note: "a, (b)", count: 5)"#), expected);
        assert_eq!(read(3, r#"(count: 4, note: "a, (b)")"#), expected);
        assert_eq!(read(1, "()").count, -1, "what an old default means now");
    }

    #[test]
    fn what_no_version_has_known_is_still_refused() {
        let problem = read_settings::<MadeUp>(1, "(rows: 5, nonsense: 1)").expect_err("a problem");
        assert!(problem.to_string().contains("nonsense"), "{problem}");
        assert_eq!(problem.span, None, "the place is one in a text that nobody sees");
        assert!(read_settings::<MadeUp>(3, "(rows: 5)").is_err(), "an old name at the present version");
        assert!(read_settings::<MadeUp>(1, "5").is_err());
    }
}
