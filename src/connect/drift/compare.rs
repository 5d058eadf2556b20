//! Compares the columns that arrive with those of a table: what is staged, what changes in the table, what is told.

use polars::prelude::*;

use super::Drift;
use super::changes::{Added, Changes, Widened};
use super::numbers::Number;
use super::sieve::{Becomes, Check, Fit, Misfit};
use super::table::{Filled, Table, Terms, There};
use super::words;
use crate::base::{Problem, suggest};

/// How rows are staged.
pub struct Compared<C> {
    /// The columns of the staged table.
    pub columns: Vec<C>,
    /// For each column that arrives.
    pub fits: Vec<Fit>,
    /// What may change in the table.
    pub changes: Changes,
    /// What is certain before any row has arrived.
    pub remarks: Vec<Problem>,
    /// What depends on the rows, for whoever only looks.
    pub possible: Vec<Problem>,
}

impl<C> Compared<C> {
    /// Whether every value is passed on as it is, for the store to judge.
    pub fn is_plain(&self) -> bool {
        self.fits.iter().all(Fit::is_plain)
    }
}

/// The columns of a table that is made for the rows: values that it cannot hold are dropped where that is asked for.
pub fn fresh<C>(columns: Vec<(String, String, C)>, check: impl Fn(&C) -> Check, terms: &Terms<'_>) -> Compared<C> {
    let fits = columns.iter().map(|(name, data_type, column)| Fit {
        name: name.clone(),
        data_type: data_type.clone(),
        check: check(column),
        is_required: false,
        misfit: match terms.drift {
            Drift::Freeze | Drift::Evolve => Misfit::PassOn,
            Drift::DropRows => Misfit::DropRow,
            Drift::DropValues if terms.keys.contains(name) => Misfit::PassOn,
            Drift::DropValues => Misfit::Null,
        },
        becomes: Becomes::Themselves,
    });
    let fits = fits.collect();
    let columns = columns.into_iter().map(|(.., column)| column).collect();
    Compared { columns, fits, changes: Changes::default(), remarks: Vec::new(), possible: Vec::new() }
}

/// Fails with what a run refuses.
pub fn compare<T: Table>(table: &T, arriving: &Schema, terms: &Terms<'_>) -> Result<Compared<T::Column>, Problem> {
    let there = table.columns();
    let position = |name: &str| there.iter().position(|there| table.is_same_name(&there.name, name));
    let is_gone = |there: &&There| !arriving.iter_names().any(|name| table.is_same_name(&there.name, name));
    let gone: Vec<&There> = there.iter().filter(is_gone).filter(|it| it.filled != Filled::Computed).collect();
    let gone_names: Vec<&str> = gone.iter().map(|there| there.name.as_str()).collect();
    let mut all = Comparison { table, terms, gone: &gone_names, found: Compared::default(), doubtful: Vec::new() };
    for (name, dtype) in arriving.iter() {
        match position(name) {
            Some(index) if there[index].filled == Filled::Computed => all.computed(name)?,
            Some(index) => all.held(index, name, dtype)?,
            None => all.lacking(name, dtype)?,
        }
    }
    if let Some(open) = gone.iter().find(|it| it.is_required && it.filled == Filled::Null).filter(|_| terms.is_whole) {
        return Err(words::required(table.name(), &open.name));
    }
    all.told(&gone)
}

impl<C> Default for Compared<C> {
    fn default() -> Self {
        let (columns, fits, changes) = Default::default();
        Compared { columns, fits, changes, remarks: Vec::new(), possible: Vec::new() }
    }
}

struct Comparison<'a, T: Table> {
    table: &'a T,
    terms: &'a Terms<'a>,
    /// Columns of the table for which nothing arrives.
    gone: &'a [&'a str],
    found: Compared<T::Column>,
    /// Columns whose values may not fit.
    doubtful: Vec<String>,
}

impl<T: Table> Comparison<'_, T> {
    fn is_key(&self, name: &str) -> bool {
        self.terms.keys.iter().any(|key| key == name)
    }

    fn is_unseen(&self, name: &str) -> bool {
        self.terms.unseen.iter().any(|unseen| unseen == name)
    }

    fn push(&mut self, name: &str, data_type: &str, column: T::Column, how: (Check, Misfit, Becomes, bool)) {
        let (check, misfit, becomes, is_required) = how;
        let (name, data_type) = (name.to_owned(), data_type.to_owned());
        self.found.columns.push(column);
        self.found.fits.push(Fit { name, data_type, check, is_required, misfit, becomes });
    }

    /// A column that does not reach the table.
    fn leave_out(&mut self, name: &str, misfit: Misfit) {
        let (name, data_type) = (name.to_owned(), String::new());
        let (check, becomes) = (Check::Null, Becomes::Nothing);
        self.found.fits.push(Fit { name, data_type, check, is_required: false, misfit, becomes });
    }

    /// A column that the database computes.
    fn computed(&mut self, name: &str) -> Result<(), Problem> {
        if self.terms.drift != Drift::DropValues || self.is_key(name) {
            return Err(words::generated(name));
        }
        self.leave_out(name, Misfit::LeaveOut);
        Ok(())
    }

    /// A column that the table lacks.
    fn lacking(&mut self, name: &str, dtype: &DataType) -> Result<(), Problem> {
        let refused = || {
            let all = self.table.columns().iter().map(|there| there.name.as_str());
            words::lacks(self.table.name(), name, self.gone, all)
        };
        match self.terms.drift {
            _ if self.is_key(name) => Err(refused()),
            Drift::Freeze if self.terms.is_whole => Err(words::offering(refused())),
            Drift::Freeze => Err(refused()),
            Drift::Evolve if self.is_unseen(name) => {
                self.leave_out(name, Misfit::Refuse);
                Ok(())
            }
            Drift::Evolve => {
                let column = self.table.added(name, dtype)?;
                let (declaration, data_type) = (T::declaration(&column).to_owned(), T::shown(&column));
                let added = Added { name: name.to_owned(), data_type: data_type.clone(), declaration };
                self.found.changes.added.push(added);
                let how = (T::check(&column), Misfit::PassOn, Becomes::Themselves, false);
                self.push(name, &data_type, column, how);
                Ok(())
            }
            Drift::DropRows => {
                self.leave_out(name, Misfit::DropRow);
                Ok(())
            }
            Drift::DropValues => {
                self.leave_out(name, Misfit::LeaveOut);
                Ok(())
            }
        }
    }

    /// A column that the table has.
    fn held(&mut self, index: usize, name: &str, dtype: &DataType) -> Result<(), Problem> {
        let there = &self.table.columns()[index];
        let (data_type, is_required) = (there.data_type.as_str(), there.is_required);
        let refused = || {
            let problem = words::would_change(name, &self.table.own(dtype), data_type);
            if self.terms.drift == Drift::Freeze && self.terms.is_whole { words::offering(problem) } else { problem }
        };
        let fitting = self.table.fitting(index, dtype);
        let drops = matches!(self.terms.drift, Drift::DropRows | Drift::DropValues);
        if self.terms.drift == Drift::Evolve
            && let Some((column, check, becomes)) = self.wider(index, dtype)
        {
            let (from, to) = (data_type.to_owned(), T::shown(&column));
            let types = format!("{from} → {to}");
            self.found.changes.widened.push(Widened { name: there.name.clone(), from, to });
            self.push(&there.name, &types, column, (check, Misfit::Widen, becomes, is_required));
            return Ok(());
        }
        if let (Some(column), false) = (fitting, drops) {
            let is_frozen = self.terms.drift == Drift::Freeze && self.terms.is_whole;
            let misfit = if is_frozen { Misfit::Offer } else { Misfit::PassOn };
            let check = T::check(&column);
            self.push(name, data_type, column, (check, misfit, Becomes::Themselves, is_required));
            return Ok(());
        }
        let is_open = drops || self.is_unseen(name);
        if self.terms.drift == Drift::Freeze && !is_open {
            return Err(refused());
        }
        let (column, check, becomes) = match self.table.fitting(index, dtype) {
            Some(column) => {
                let check = T::check(&column);
                (column, check, Becomes::Themselves)
            }
            None => match self.converted(index, dtype) {
                Some(converted) => converted,
                None if is_open => {
                    let column = self.table.fitting(index, &DataType::Null).ok_or_else(refused)?;
                    (column, Check::Null, Becomes::Null)
                }
                None => return Err(refused()),
            },
        };
        let misfit = match self.terms.drift {
            Drift::DropRows => Misfit::DropRow,
            Drift::DropValues if !is_required && !self.is_key(name) => Misfit::Null,
            Drift::Freeze | Drift::Evolve | Drift::DropValues => Misfit::Refuse,
        };
        if becomes != Becomes::Themselves && drops && !self.is_unseen(name) {
            self.doubtful.push(name.to_owned());
        }
        self.push(name, data_type, column, (check, misfit, becomes, is_required));
        Ok(())
    }

    /// A wider column of the table, where values of `dtype` may need one.
    fn wider(&self, index: usize, dtype: &DataType) -> Option<(T::Column, Check, Becomes)> {
        let Some(number) = self.table.number(index) else {
            let (column, check) = self.table.roomier(index, dtype)?;
            return Some((column, check, Becomes::Themselves));
        };
        let wide = number.widened(dtype)?;
        let becomes = match wide {
            Number::Float64 if !dtype.is_float() => Becomes::Other(DataType::Float64),
            _ => Becomes::Themselves,
        };
        Some((self.table.of_number(index, wide, dtype)?, Check::Number(number), becomes))
    }

    /// The column for numbers of another type, each of which it holds exactly or not at all.
    fn converted(&self, index: usize, dtype: &DataType) -> Option<(T::Column, Check, Becomes)> {
        let number = self.table.number(index)?;
        let other = number.converted(dtype)?;
        Some((self.table.fitting(index, &other)?, Check::Number(number), Becomes::Other(other)))
    }

    /// Adds what is told before any row has arrived.
    fn told(mut self, gone: &[&There]) -> Result<Compared<T::Column>, Problem> {
        let name = self.table.name();
        if !self.found.changes.is_empty() {
            self.table.may_change()?;
        }
        let (added, widened) = (&self.found.changes.added, &self.found.changes.widened);
        let left_out = self.found.fits.iter().filter(|fit| fit.becomes == Becomes::Nothing);
        let (unseen, left_out): (Vec<&Fit>, Vec<&Fit>) = left_out.partition(|fit| fit.misfit == Misfit::Refuse);
        let (of_rows, of_columns): (Vec<&Fit>, Vec<&Fit>) =
            left_out.into_iter().partition(|fit| fit.misfit == Misfit::DropRow);
        let (mut remarks, mut possible) = (Vec::new(), Vec::new());
        if !added.is_empty() {
            let near = |added: &'_ Added| {
                suggest::nearest(&added.name, self.gone.iter().copied()).map(|gone| (added.name.clone(), gone))
            };
            let renamed = added.iter().find_map(near);
            let renamed = renamed.as_ref().map(|(name, gone)| (name.as_str(), *gone));
            remarks.push(words::adds(name, added, renamed));
        }
        let is_told = |it: &&&There| matches!(it.filled, Filled::Null | Filled::Default);
        let open: Vec<&str> = gone.iter().filter(is_told).map(|there| there.name.as_str()).collect();
        if self.terms.drift != Drift::Freeze && self.terms.is_whole && !open.is_empty() {
            remarks.push(words::gone(name, &open));
        }
        if !widened.is_empty() {
            possible.push(words::may_widen(name, widened));
        }
        let names = |fits: &[&Fit]| fits.iter().map(|fit| fit.name.clone()).collect::<Vec<_>>();
        if !unseen.is_empty() {
            let names = names(&unseen);
            remarks.push(words::not_added(name, &names.iter().map(String::as_str).collect::<Vec<_>>()));
        }
        if !of_columns.is_empty() {
            let names = names(&of_columns);
            possible.push(words::leaves_out(name, &names.iter().map(String::as_str).collect::<Vec<_>>()));
        }
        self.doubtful.extend(names(&of_rows));
        if !self.doubtful.is_empty() {
            let names: Vec<&str> = self.doubtful.iter().map(String::as_str).collect();
            possible.push(words::may_not_fit(name, &names, self.terms.drift == Drift::DropRows));
        }
        (self.found.remarks, self.found.possible) = (remarks, possible);
        Ok(self.found)
    }
}
