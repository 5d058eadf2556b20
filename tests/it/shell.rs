//! What the window is to a person as a whole: shortcuts of their own, keys that reach everything.

use crate::program::Place;

#[test]
fn keys_prints_the_shortcuts_in_force() {
    let place = Place::new();
    place.run(&["keys"]).code(0).out(&["save_as", "Ctrl+Shift+S", "Save as…"]);
    place.put("state/shortcuts.ron", "{\n    \"save_as\": [\"F12\"],\n    \"sav\": [\"F11\"],\n}\n");
    let said = place.run(&["keys"]);
    said.code(1).err_line(&["shortcuts.ron line 3", "\"sav\"", "Did you mean \"save\"?"]);
    let line = said.out.lines().find(|line| line.starts_with("save_as")).unwrap();
    assert_eq!(line.split_whitespace().nth(1), Some("F12"), "{line}");
    let json: serde_json::Value = serde_json::from_str(&place.run(&["keys", "--format", "json"]).out).unwrap();
    assert!(json.as_array().unwrap().iter().any(|row| row["action"] == "run" && row["keys"][0] == "Ctrl+Enter"));
}
