//! Grids and how they are stored.

use super::{Pick, Rest, Select};
use crate::nodes::kit::checks::{check_node, check_problem, check_warning};

const TABLE: &str = "a:int b:text c:number d:int\n1 x 1.5 7\n2 y - 8";

#[test]
fn listed_columns_keep_their_places_unless_they_change_them() {
    check_node("select ()", TABLE, TABLE);
    check_node(
        r#"select (columns: [(column: "b", name: "name"), (column: "c", keep: false)])"#,
        TABLE,
        "a:int name:text d:int\n1 x 7\n2 y 8",
    );
    check_node(
        r#"select (columns: [(column: "d"), (column: "a")])"#,
        TABLE,
        "d:int b:text c:number a:int\n7 x 1.5 1\n8 y - 2",
    );
}

#[test]
fn with_the_rest_dropped_the_list_is_the_result() {
    check_node(
        r#"select (columns: [(column: "d"), (column: "a", name: "first")], rest: Drop)"#,
        TABLE,
        "d:int first:int\n7 1\n8 2",
    );
}

#[test]
fn names_may_be_exchanged() {
    check_node(
        r#"select (columns: [(column: "a", name: "d"), (column: "d", name: "a")])"#,
        "a:int d:text\n1 x",
        "d:int a:text\n1 x",
    );
}

#[test]
fn casts() {
    check_node(
        r#"select (columns: [(column: "a", type: Text), (column: "b", type: Integer), (column: "c", type: Date)])"#,
        "a:int b:text c:text\n1 7 2013-01-31\n- - -",
        "a:text b:int c:date\n1 7 2013-01-31\n- - -",
    );
    check_node(
        r#"select (columns: [(column: "b", type: Number)], invalid: Null)"#,
        "b:text\n1.5\nx",
        "b:number\n1.5\n-",
    );
    check_node(
        r#"select (columns: [(column: "b", name: "n", type: Integer), (column: "a", keep: false)], invalid: Reject)"#,
        "a:int b:text c:int\n1 7 4\n2 x 5\n3 - 6",
        "n:int c:int\n7 4\n- 6\n---\na:int b:text c:int reason:text\n2 x 5 \"'x' does not fit b\"",
    );
    check_problem(
        r#"select (columns: [(column: "b", name: "c", type: Integer)])"#,
        "b:text\n-\n1\nx",
        r#"columns: The column "b" contains "x", which cannot be converted to integer. Correct it first, or let such values become null"#,
    );
}

#[test]
fn problems() {
    check_problem(
        r#"select (columns: [(column: "aa", name: "x")])"#,
        "aaa:int\n1",
        r#"columns: There is no column "aa". Did you mean "aaa"? Otherwise clear its checkbox"#,
    );
    check_problem(
        r#"select (columns: [(column: "a", name: "b")])"#,
        TABLE,
        r#"columns: Two columns would be named "b". Rename one of them, or drop it"#,
    );
    check_problem("select (rest: Drop)", TABLE, "columns: No column is kept. Select at least one");
    check_warning(
        r#"select (columns: [(column: "z", keep: false)])"#,
        TABLE,
        r#"columns: There is no column "z". No columns are left to drop"#,
    );
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn pick(column: &str) -> Pick {
    Pick { column: column.into(), ..Pick::default() }
}

#[test]
fn only_what_differs_is_stored() {
    let present = names(&["a", "b", "c", "d"]);
    let mut select = Select::default();
    let before = select.grid(&present);
    select.store(before.clone(), &before, &present);
    assert_eq!(select, Select::default());

    let mut grid = before.clone();
    grid[2].name = "new".into();
    grid.swap(0, 1);
    select.store(grid.clone(), &before, &present);
    assert_eq!(select.columns, [pick("b"), pick("a"), Pick { name: "new".into(), ..pick("c") }]);
    assert_eq!(select.grid(&present), grid, "the grid shows what was stored");
}

#[test]
fn a_column_moved_to_the_front_comes_back_there() {
    let present = names(&["a", "b", "c", "d"]);
    for rest in [Rest::Keep, Rest::Drop] {
        let mut select = Select { rest, ..Select::default() };
        let before = select.grid(&present);
        let mut grid = before.clone();
        let moved = grid.remove(2);
        grid.insert(0, moved);
        grid[0].keep = true;
        select.store(grid.clone(), &before, &present);
        assert_eq!(select.grid(&present), grid);
    }
}

#[test]
fn a_missing_column_goes_when_it_is_unticked() {
    let present = names(&["a"]);
    let mut select = Select { columns: vec![pick("gone"), pick("lost")], ..Select::default() };
    let before = select.grid(&present);
    assert_eq!(before.len(), 3);
    let mut grid = before.clone();
    grid[1].keep = false;
    select.store(grid, &before, &present);
    assert_eq!(select.columns, [pick("lost")]);
}
