//! 榜单: its first rows.

use super::{Thing, word};
use crate::kind::ranking::Ranking;

/// So many rows are told; a search engine shows fewer, and the files of numbers have them all.
const MOST: usize = 100;

/// A list for each group that has rows, up to the first [`MOST`] of all.
pub(super) fn of(title: &str, ranking: &Ranking) -> Vec<Thing> {
    let mut left = MOST;
    let mut lists = Vec::new();
    for group in &ranking.groups {
        let placed = group.rows.iter().filter_map(|row| Some((row.place.number()?, row)));
        let items: Vec<Thing> = placed
            .take(left)
            .map(|(position, row)| Thing::new("ListItem").with("position", position).with("name", row.account.full()))
            .collect();
        if items.is_empty() {
            continue;
        }
        left -= items.len();
        let name = if group.title.is_empty() { title } else { &group.title };
        lists.push(
            Thing::new("ItemList")
                .with("name", name)
                .with("numberOfItems", group.rows.len())
                .with("itemListOrder", word("ItemListOrderAscending"))
                .with("itemListElement", items),
        );
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::ranking::{Account, Group, Position, Row};
    use serde_json::{Value, json};

    fn group(title: &str, numbers: impl Iterator<Item = Position>) -> Group {
        let row = |place| Row { place, account: Account::new("东屏工会（订阅号）", None), ..Row::default() };
        Group { title: title.to_owned(), rows: numbers.map(row).collect(), ..Group::default() }
    }

    fn lists(groups: Vec<Group>) -> Value {
        serde_json::to_value(of("月榜", &Ranking { groups, ..Ranking::default() })).unwrap()
    }

    #[test]
    fn a_list_names_its_rows_and_leaves_out_those_without_a_number() {
        let places = [Position::Number(1), Position::Number(1), Position::NoData];
        let item = json!({ "@type": "ListItem", "position": 1, "name": "东屏工会（订阅号）" });
        let expected = json!([{
            "@type": "ItemList",
            "name": "月榜",
            "numberOfItems": 3,
            "itemListOrder": "https://schema.org/ItemListOrderAscending",
            "itemListElement": [item, item],
        }]);
        assert_eq!(lists(vec![group("", places.into_iter())]), expected);
    }

    #[test]
    fn a_hundred_rows_are_told_of_all_groups_together() {
        let sixty = || (1..=60).map(Position::Number);
        let told = lists(vec![group("甲组", sixty()), group("空", [].into_iter()), group("乙组", sixty())]);
        let names: Vec<&Value> = told.as_array().unwrap().iter().map(|list| &list["name"]).collect();
        assert_eq!(names, ["甲组", "乙组"]);
        assert_eq!(told[0]["itemListElement"].as_array().unwrap().len(), 60);
        assert_eq!(told[1]["itemListElement"].as_array().unwrap().len(), 40);
        assert_eq!(told[1]["numberOfItems"], 60);
    }
}
