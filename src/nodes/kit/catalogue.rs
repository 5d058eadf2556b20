//! The machinery behind the list of kinds in `src/catalogue.rs`.

use std::cell::Cell;

use crate::base::find::{SearchEntry, ranked};
use crate::base::{Problem, suggest};
use crate::document::{fields, plain_strings};
use crate::nodes::kit::kind::{Meta, NodeKind};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::unreadable_settings::reading_problem;
use crate::nodes::kit::upgrade::OldSettings;

/// One entry of the catalogue.
#[derive(Clone, Copy)]
pub struct KindInfo {
    pub meta: &'static Meta,
    /// A small project that contains a node of this kind, named after the kind.
    pub example: &'static str,
    /// The ports of a new node.
    pub ports: fn() -> Ports,
    pub(in crate::nodes) fresh: fn() -> crate::nodes::Kind,
    pub(in crate::nodes) parse: fn(u32, &str) -> Result<crate::nodes::Kind, Problem>,
    pub(in crate::nodes) for_file: fn(&str, &str) -> Option<crate::nodes::Kind>,
    /// The names of its settings: see `unreadable_settings::names_of`.
    #[cfg(test)]
    pub(in crate::nodes) names: fn(&str) -> Vec<&'static str>,
    /// Its folder in `src/nodes/kinds`, such as "rows/filter".
    #[cfg(test)]
    pub(in crate::nodes) folder: &'static str,
    /// Settings of the given version as text with all fields, including those at their defaults.
    #[cfg(test)]
    pub(in crate::nodes) all_settings: fn(u32, &str) -> Result<String, Problem>,
}

impl KindInfo {
    /// A node of this kind with default settings.
    pub fn fresh(&self) -> crate::nodes::Kind {
        (self.fresh)()
    }
}

/// The kinds that match a search, best match first; all kinds if the search is empty.
pub fn find_kinds(query: &str) -> Vec<&'static KindInfo> {
    let names = |kind: &'static KindInfo| {
        let meta = kind.meta;
        SearchEntry { title: meta.title(), words: meta.words(), about: meta.about() }
    };
    ranked(query, crate::nodes::KINDS.iter().map(names)).into_iter().map(|index| &crate::nodes::KINDS[index]).collect()
}

/// Generates the modules, the enum and the table of all kinds from the list in `src/catalogue.rs`.
macro_rules! kinds {
    ($($group:ident { $($module:ident :: $kind:ident),* $(,)? })*) => {
        $(pub(in crate::nodes) mod $group {
            $(pub(in crate::nodes) mod $module;)*
        })*

        /// The settings of one node, of any kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Kind {
            $($($kind($group::$module::$kind),)*)*
        }

        /// All kinds, in palette order.
        pub static KINDS: &[KindInfo] = &[$($(KindInfo {
            meta: const { &<$group::$module::$kind as NodeKind>::META },
            example: include_str!(concat!(stringify!($group), "/", stringify!($module), "/example.ron")),
            ports: || NodeKind::ports(&$group::$module::$kind::default()),
            fresh: || Kind::$kind(Default::default()),
            parse: |version, text| catalogue::read_settings(version, text).map(Kind::$kind),
            for_file: |path, extension| <$group::$module::$kind as NodeKind>::for_file(path, extension).map(Kind::$kind),
            #[cfg(test)]
            names: super::kit::unreadable_settings::names_of::<$group::$module::$kind>,
            #[cfg(test)]
            folder: concat!(stringify!($group), "/", stringify!($module)),
            #[cfg(test)]
            all_settings: catalogue::all_settings::<$group::$module::$kind>,
        },)*)*];

        impl std::ops::Deref for Kind {
            type Target = dyn AnyNode;
            fn deref(&self) -> &(dyn AnyNode + 'static) {
                match self { $($(Kind::$kind(kind) => kind,)*)* }
            }
        }

        impl std::ops::DerefMut for Kind {
            fn deref_mut(&mut self) -> &mut (dyn AnyNode + 'static) {
                match self { $($(Kind::$kind(kind) => kind,)*)* }
            }
        }
    };
}

impl crate::nodes::Kind {
    /// The catalogue entry for an id, including former ids.
    pub fn info(id: &str) -> Option<&'static KindInfo> {
        crate::nodes::KINDS.iter().find(|k| k.meta.id == id || k.meta.was.contains(&id))
    }

    /// Reads the settings of a node as stored in a document.
    pub fn read(id: &str, version: u32, text: &str) -> Result<crate::nodes::Kind, Problem> {
        let info = crate::nodes::Kind::info(id).ok_or_else(|| {
            let problem = Problem::error(say!("kind-not-known", kind = id));
            match suggest::nearest(id, crate::nodes::KINDS.iter().map(|k| k.meta.id)) {
                Some(near) => problem.remedy(say!("did-you-mean-kept", name = near)),
                None => problem.remedy(say!("may-need-newer")),
            }
        })?;
        if version > info.meta.version {
            return Err(Problem::error(say!(
                "version-too-new",
                version = version.to_string(),
                kind = id,
                known = info.meta.version
            ))
            .remedy(say!("open-with-newer")));
        }
        (info.parse)(version, text)
    }

    /// The node that reads a file, chosen by the file extension.
    pub fn for_file(path: &str) -> Option<crate::nodes::Kind> {
        let extension = path.rsplit_once('.').map(|(_, e)| e.to_lowercase()).unwrap_or_default();
        crate::nodes::KINDS.iter().find_map(|k| (k.for_file)(path, &extension))
    }
}

/// Reads settings written by any version of the kind up to the current one.
pub(in crate::nodes) fn read_settings<K: NodeKind>(version: u32, text: &str) -> Result<K, Problem> {
    let current = K::META.version;
    let old = if version < current { OldSettings::read(text) } else { None };
    let Some(mut settings) = old else { return parse_settings(text) };
    for version in version.max(1)..current {
        K::upgrade(version, &mut settings);
    }
    parse_settings(&settings.text()).map_err(|mut problem| {
        // The span refers to the upgraded text, which is not stored anywhere.
        problem.span = None;
        problem
    })
}

#[cfg(test)]
pub(in crate::nodes) fn all_settings<K: NodeKind>(version: u32, text: &str) -> Result<String, Problem> {
    let settings: K = read_settings(version, text)?;
    Ok(plain_strings(&ron::ser::to_string(&settings).expect("settings are RON")))
}

thread_local! {
    static PARSED: Cell<u64> = const { Cell::new(0) };
}

/// How many settings this thread has parsed so far; used to detect repeated parsing.
pub fn settings_parsed() -> u64 {
    PARSED.get()
}

pub(in crate::nodes) fn parse_settings<K: NodeKind>(text: &str) -> Result<K, Problem> {
    PARSED.set(PARSED.get() + 1);
    ron::from_str(text).map_err(|error| reading_problem(text, &error))
}

/// Compact RON of `kind`, without the fields that are at their defaults.
pub(in crate::nodes) fn settings_text<K: NodeKind>(kind: &K) -> String {
    let text = |kind: &K| ron::ser::to_string(kind).map_or_else(|_| "()".into(), |text| plain_strings(&text));
    let own = text(kind);
    let default = text(&K::default());
    let (Some(own_fields), Some(default_fields)) = (fields(&own), fields(&default)) else { return own };
    let kept: Vec<String> = own_fields
        .iter()
        .filter(|field| !default_fields.contains(field))
        .map(|(name, value)| format!("{name}:{value}"))
        .collect();
    format!("({})", kept.join(","))
}

#[cfg(test)]
mod tests {
    use super::find_kinds;
    use crate::base::text::Language;

    #[test]
    fn kinds_are_found_in_chinese_in_pinyin_and_still_in_english() {
        let found = |query: &str| find_kinds(query).first().map_or("", |kind| kind.meta.id);
        Language::SimplifiedChinese.make_current();
        for (query, id) in [
            ("筛选", "filter"),
            ("shaixuan", "filter"),
            ("shaix", "filter"),
            ("过滤", "filter"),
            ("filter", "filter"),
            ("vlookup", "join"),
            ("连接", "join"),
            ("聚合", "group_by"),
            ("汇总", "group_by"),
            ("huizong", "group_by"),
            ("group by", "group_by"),
            ("excel", "read_excel"),
            ("去重", "distinct"),
            ("quchong", "distinct"),
            ("删除重复行", "distinct"),
            ("计算列", "formula"),
            ("重命名", "select"),
            ("行转列", "pivot"),
            ("列转行", "unpivot"),
            ("追加", "union"),
            ("导出", "write_csv"),
            ("前几行", "limit"),
            ("采样", "sample"),
            ("缺失值", "fill_missing"),
            ("粘贴", "table"),
            ("paixu", "sort"),
        ] {
            assert_eq!(
                found(query),
                id,
                "{query}: {:?}",
                find_kinds(query).iter().map(|k| k.meta.id).collect::<Vec<_>>()
            );
        }
        Language::English.make_current();
        assert_eq!(found("shaixuan"), "");
    }

    #[test]
    fn people_of_other_tools_find_what_they_look_for() {
        let cases = [
            ("keep rows", "filter"),
            ("vlookup", "join"),
            ("remove duplicates", "distinct"),
            ("dedupe", "distinct"),
            ("rename column", "select"),
            ("calculated field", "formula"),
            ("top 10", "limit"),
            ("append", "union"),
            ("melt", "unpivot"),
            ("pivot", "pivot"),
            ("summarize", "group_by"),
            ("excel", "read_excel"),
            ("save csv", "write_csv"),
            ("fill nulls", "fill_missing"),
            ("random rows", "sample"),
            ("paste data", "table"),
        ];
        for (query, id) in cases {
            let found: Vec<&str> = find_kinds(query).iter().map(|kind| kind.meta.id).collect();
            assert_eq!(found.first(), Some(&id), "{query}: {found:?}");
        }
    }
}
