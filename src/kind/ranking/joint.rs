//! Who is who through the periods of a ranking: accounts are joined by id, else by name and type together, never by the
//! name alone.
//!
//! They are looked for in the group of one title first; a ranking of a single group is one group, whatever it is
//! called. Where a period has no ids, where it is divided otherwise than the one before, an account is the one of its
//! name and type all the same, if only one can be meant: an id that was added later, a second group, make nobody new.

use super::{Group, Ranking, Row};
use std::collections::HashMap;

/// What an account was known by when it first stood in a ranking. The address of its page follows from it, so that it
/// stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Joint {
    /// The title of its group; empty where there was one group only.
    pub group: String,
    /// The id that its author gave it.
    pub id: Option<String>,
    /// Its id, or name and type.
    pub identity: String,
}

impl Joint {
    /// What a row says by itself.
    pub fn of(ranking: &Ranking, group: &Group, row: &Row) -> Joint {
        let group = if ranking.groups.len() == 1 { String::new() } else { group.title.clone() };
        Joint { group, id: row.id.clone(), identity: row.identity() }
    }
}

/// Whose row it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// The line of the account: an index. One that is as large as there were lines is new.
    pub line: usize,
    /// What the account was first known by.
    pub first: Joint,
    /// Whether its number can be compared with the last one: that of the same group, or of the whole in both.
    pub comparable: bool,
}

/// The accounts of the periods up to now.
#[derive(Default)]
pub(super) struct Known {
    lines: Vec<Account>,
    /// The lines of each id, and of each name and type.
    by_id: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
    /// What accounts are known by, and how many twins each has.
    taken: HashMap<Joint, usize>,
}

/// An account of the periods up to now.
struct Account {
    first: Joint,
    /// The title of the group that it stood in last, and whether that was the only one.
    title: String,
    single: bool,
    /// The last id that it had.
    id: Option<String>,
}

/// A row that is looked for.
struct Wanted<'a> {
    group: &'a Group,
    row: &'a Row,
    name: String,
}

impl Known {
    /// Whose the rows of the next period are, in their order.
    pub fn find(&mut self, ranking: &Ranking) -> Vec<Found> {
        let single = ranking.groups.len() == 1;
        let rows = ranking.groups.iter().flat_map(|group| group.rows.iter().map(move |row| (group, row)));
        let wanted: Vec<Wanted<'_>> =
            rows.map(|(group, row)| Wanted { group, row, name: row.name_and_type() }).collect();
        let mut alike: HashMap<(&str, &str), usize> = HashMap::new();
        for one in &wanted {
            *alike.entry((one.group.title.as_str(), one.name.as_str())).or_default() += 1;
        }
        let mut lines: Vec<Option<usize>> = vec![None; wanted.len()];
        let mut free = vec![true; self.lines.len()];
        // What is sure goes first: nobody is given an account that another row names better.
        for way in [Way::Id, Way::Name, Way::IdElsewhere, Way::NameElsewhere] {
            for (line, one) in lines.iter_mut().zip(&wanted).filter(|(line, _)| line.is_none()) {
                let several = alike.get(&(one.group.title.as_str(), one.name.as_str())).is_some_and(|count| *count > 1);
                *line = self.only(way, one, single, several, &free);
                if let Some(free) = line.and_then(|line| free.get_mut(line)) {
                    *free = false;
                }
            }
        }
        lines.into_iter().zip(&wanted).map(|(line, one)| self.note(line, one, ranking)).collect()
    }

    /// The one account that is meant in one way; None where there is none, or more than one.
    fn only(&self, way: Way, one: &Wanted<'_>, single: bool, several: bool, free: &[bool]) -> Option<usize> {
        let lines = match (way, &one.row.id) {
            (Way::Id | Way::IdElsewhere, Some(id)) => self.by_id.get(id)?,
            (Way::Id | Way::IdElsewhere, None) => return None,
            // Two of one name, told apart by their ids, are not the one that had none.
            (Way::Name | Way::NameElsewhere, Some(_)) if several => return None,
            (Way::Name | Way::NameElsewhere, _) => self.by_name.get(&one.name)?,
        };
        let fits = |line: &Account| match way {
            Way::Id => line.comparable(one.group, single),
            Way::Name => line.comparable(one.group, single) && (one.row.id.is_none() || line.id.is_none()),
            Way::IdElsewhere => true,
            Way::NameElsewhere => one.row.id.is_none() || line.id.is_none(),
        };
        let is_free = |at: &usize| free.get(*at).copied().unwrap_or_default();
        let mut all = lines.iter().copied().filter(is_free).filter(|at| self.lines.get(*at).is_some_and(fits));
        let first = all.next()?;
        all.next().is_none().then_some(first)
    }

    /// What a new account is known by. Another may have been known by the same before it got an id: two accounts have
    /// two pages.
    fn free(&mut self, first: Joint) -> Joint {
        let Some(&twins) = self.taken.get(&first) else {
            self.taken.insert(first.clone(), 0);
            return first;
        };
        let twin = |number| Joint {
            group: first.group.clone(),
            id: None,
            identity: format!("{}\u{1f}{number}", first.identity),
        };
        let number = (twins + 1..).find(|number| !self.taken.contains_key(&twin(*number))).unwrap_or_default();
        let free = twin(number);
        self.taken.insert(first, number);
        self.taken.insert(free.clone(), 0);
        free
    }

    /// Notes whose a row is.
    fn note(&mut self, line: Option<usize>, one: &Wanted<'_>, ranking: &Ranking) -> Found {
        let single = ranking.groups.len() == 1;
        let at = line.unwrap_or(self.lines.len());
        let comparable = self.lines.get(at).is_some_and(|line| line.comparable(one.group, single));
        if line.is_none() {
            let first = self.free(Joint::of(ranking, one.group, one.row));
            self.lines.push(Account { first, title: String::new(), single, id: None });
        }
        let note = |lines: &mut Vec<usize>| {
            if line.is_none() || !lines.contains(&at) {
                lines.push(at);
            }
        };
        if let Some(id) = &one.row.id {
            note(self.by_id.entry(id.clone()).or_default());
        }
        note(self.by_name.entry(one.name.clone()).or_default());
        let Some(line) = self.lines.get_mut(at) else { return Found::default() };
        line.title.clone_from(&one.group.title);
        line.single = single;
        line.id = one.row.id.clone().or(line.id.take());
        Found { line: at, first: line.first.clone(), comparable }
    }
}

/// How an account is looked for: in its own group, then in all.
#[derive(Clone, Copy)]
enum Way {
    Id,
    Name,
    IdElsewhere,
    NameElsewhere,
}

impl Account {
    /// Whether it stood in this group last, or in one that was the whole as this is.
    fn comparable(&self, group: &Group, single: bool) -> bool {
        self.title == group.title || (self.single && single)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Account;
    use super::*;
    use std::collections::HashSet;

    fn ranking(groups: &[(&str, &[(&str, &str)])]) -> Ranking {
        let row = |(name, id): &(&str, &str)| Row {
            account: Account::new(name, None),
            id: Some((*id).to_owned()).filter(|id| !id.is_empty()),
            ..Row::default()
        };
        let group = |(title, rows): &(&str, &[(&str, &str)])| Group {
            title: (*title).to_owned(),
            rows: rows.iter().map(row).collect(),
            ..Group::default()
        };
        Ranking { groups: groups.iter().map(group).collect(), ..Ranking::default() }
    }

    /// The lines of the rows of each period; with `?` where the numbers cannot be compared.
    fn lines(periods: &[Ranking]) -> Vec<String> {
        let mut known = Known::default();
        let shown = |found: Found| format!("{}{}", found.line, if found.comparable { "" } else { "?" });
        let all = |ranking| known.find(ranking).into_iter().map(shown).collect::<Vec<_>>().join(" ");
        periods.iter().map(all).collect()
    }

    #[test]
    fn a_second_group_makes_nobody_new() {
        let january = ranking(&[("乡镇", &[("甲", ""), ("乙", "")])]);
        let february = ranking(&[("乡镇", &[("甲", ""), ("乙", "")]), ("企业", &[("丁", "")])]);
        assert_eq!(lines(&[january.clone(), february.clone(), january]), ["0? 1?", "0 1 2?", "0 1"]);
        // Of a list without groups, the numbers are not those of a group.
        assert_eq!(lines(&[ranking(&[("", &[("甲", ""), ("乙", "")])]), february]), ["0? 1?", "0? 1? 2?"]);
    }

    #[test]
    fn an_id_that_was_added_later_makes_nobody_new() {
        let (without, with) =
            (ranking(&[("", &[("甲", ""), ("乙", "")])]), ranking(&[("", &[("乙", "b"), ("甲", "a")])]));
        let renamed = ranking(&[("", &[("甲（改名）", "a"), ("甲", "")])]);
        assert_eq!(lines(&[without.clone(), with.clone(), renamed]), ["0? 1?", "1 0", "0 2?"]);
        assert_eq!(lines(&[with, without]), ["0? 1?", "1 0"]);
    }

    #[test]
    fn two_of_one_name_are_not_the_one_that_had_no_id() {
        let one = ranking(&[("", &[("甲", "")])]);
        let two = ranking(&[("", &[("甲", "a"), ("甲", "b")])]);
        assert_eq!(lines(&[one.clone(), two.clone()]), ["0?", "1? 2?"]);
        assert_eq!(lines(&[two, one]), ["0? 1?", "2?"]);
    }

    #[test]
    fn one_account_in_two_groups_is_two_lines() {
        let both = ranking(&[("服务奖", &[("甲", "")]), ("宣传奖", &[("甲", "")])]);
        assert_eq!(lines(&[both.clone(), both]), ["0? 1?", "0 1"]);
    }

    #[test]
    fn two_accounts_are_never_known_by_one_thing() {
        let mut known = Known::default();
        let periods = [&[("甲", "")][..], &[("甲", "a")], &[("乙", "a"), ("甲", "")]];
        let firsts: Vec<Joint> =
            periods.iter().flat_map(|rows| known.find(&ranking(&[("", rows)]))).map(|found| found.first).collect();
        assert_eq!((&firsts[0], &firsts[0]), (&firsts[1], &firsts[2]));
        assert_ne!(firsts[0], firsts[3]);
    }

    #[test]
    fn thousands_of_one_name_are_known_by_as_many_things() {
        let rows = vec![("甲", ""); 5000];
        let found = Known::default().find(&ranking(&[("", &rows)]));
        let firsts: HashSet<Joint> = found.into_iter().map(|found| found.first).collect();
        assert_eq!(firsts.len(), rows.len());
    }
}
