//! A ranking for channels that have no room for a long one: feeds, articles, embeds. It has some of the rows and says
//! how many there are; where the whole list stands is the channel's to say.

use super::view::{self, RowView};
use crate::kind::ranking::{Mode, Ranking};
use std::cmp::Reverse;

/// A ranking in short.
#[derive(Clone, Debug, Default, Hash)]
pub struct Brief {
    /// Whether it is a list in the order of its issuer: 序号, not 名次.
    pub list: bool,
    /// Whether it is said of any row whose account it is: a column that nobody fills is not shown.
    pub has_host: bool,
    /// How many rows there are in all.
    pub count: usize,
    /// Its groups.
    pub groups: Vec<BriefGroup>,
}

/// A group of a ranking in short.
#[derive(Clone, Debug, Default, Hash)]
pub struct BriefGroup {
    /// Its title; empty for the only one.
    pub title: String,
    /// Its note.
    pub note: Option<String>,
    /// How many rows it has in all.
    pub count: usize,
    /// The first of them.
    pub rows: Vec<RowView>,
}

impl Brief {
    /// The ranking with at most so many rows. Where there are more, no group gives up a row that a longer one could
    /// give: of a hundred, two townships and the counties each have what there is room for.
    pub fn of(ranking: &Ranking, most: usize) -> Brief {
        let sizes = rooms(&ranking.groups.iter().map(|group| group.rows.len()).collect::<Vec<_>>(), most);
        let groups = ranking.groups.iter().zip(sizes).map(|(group, size)| BriefGroup {
            title: group.title.clone(),
            note: group.note.clone(),
            count: group.rows.len(),
            rows: group.rows.iter().take(size).map(|row| view::plain(ranking, row)).collect(),
        });
        Brief {
            list: ranking.mode == Mode::List,
            has_host: view::has_host(ranking),
            count: ranking.len(),
            groups: groups.collect(),
        }
    }

    /// A brief that has at most so many of its rows.
    pub fn cut(&self, most: usize) -> Brief {
        let sizes = rooms(&self.groups.iter().map(|group| group.rows.len()).collect::<Vec<_>>(), most);
        let mut short = self.clone();
        short.groups.iter_mut().zip(sizes).for_each(|(group, size)| group.rows.truncate(size));
        short
    }

    /// How many rows it shows.
    pub fn shown(&self) -> usize {
        self.groups.iter().map(|group| group.rows.len()).sum()
    }

    /// That there is more, in a sentence; None where this is all.
    pub fn more(&self) -> Option<String> {
        let (count, shown) = (self.count, self.shown());
        if shown == count {
            return None;
        }
        let filled = self.groups.iter().filter(|group| group.count > 0).count();
        Some(match filled {
            1 => format!("共{count}个账号，这里是前{shown}个。"),
            _ => format!("共{count}个账号，这里是各组前面的，一共{shown}个。"),
        })
    }
}

/// How many rows each group has room for, of `most` in all: the shortest are whole as long as all can have as much.
fn rooms(sizes: &[usize], most: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    // Of equal ones, the last gets what is left over last.
    order.sort_by_key(|&at| (sizes.get(at), Reverse(at)));
    let (mut rooms, mut left) = (vec![0; sizes.len()], most);
    for (behind, at) in order.iter().copied().enumerate() {
        let share = left / (sizes.len() - behind);
        if let (Some(room), Some(size)) = (rooms.get_mut(at), sizes.get(at)) {
            *room = share.min(*size);
            left -= *room;
        }
    }
    rooms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::ranking::{Account, Group, Row};

    fn ranking(sizes: &[usize]) -> Ranking {
        let row = |at: usize| Row { account: Account::new(&format!("账号{at}"), None), ..Row::default() };
        let group = |size: &usize| Group { rows: (0..*size).map(row).collect(), ..Group::default() };
        Ranking { groups: sizes.iter().map(group).collect(), ..Ranking::default() }
    }

    #[test]
    fn short_groups_are_whole_and_long_ones_share_what_is_left() {
        assert_eq!(rooms(&[1000], 100), [100]);
        assert_eq!(rooms(&[2, 8, 500, 300], 100), [2, 8, 45, 45]);
        assert_eq!(rooms(&[0, 30, 40], 100), [0, 30, 40]);
        assert_eq!(rooms(&[3, 3, 3], 2), [1, 1, 0]);
        assert_eq!(rooms(&[], 100), [] as [usize; 0]);
    }

    #[test]
    fn what_was_left_out_is_said() {
        let said = |sizes: &[usize], most| Brief::of(&ranking(sizes), most).more();
        assert_eq!(said(&[100], 100), None);
        assert_eq!(said(&[101], 100).as_deref(), Some("共101个账号，这里是前100个。"));
        assert_eq!(said(&[90, 90, 0], 100).as_deref(), Some("共180个账号，这里是各组前面的，一共100个。"));
        let brief = Brief::of(&ranking(&[90, 90]), 100).cut(10);
        assert_eq!((brief.shown(), brief.count), (10, 180));
    }
}
