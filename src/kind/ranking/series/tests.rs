use super::super::Group;
use super::super::order::{Ties, arrange};
use super::*;
use crate::diagnostic::Text;
use crate::fields::Located;
use proptest::prelude::*;

fn ranking(period: &str, rows: &[(&str, Option<i32>)]) -> Ranking {
    let row = |&(name, score): &(&str, Option<i32>)| Row {
        account: Account::new(name, None),
        score: score.map(Decimal::whole),
        ..Row::default()
    };
    let mut rows: Vec<Row> = rows.iter().map(row).collect();
    arrange(&mut rows, Mode::Scored, Ties::Skip, &[]);
    Ranking {
        mode: Mode::Scored,
        list: Some(Located { value: "月榜".to_owned(), span: 0..1 }),
        period: Some(period.to_owned()),
        groups: vec![Group { rows, ..Group::default() }],
        ..Ranking::default()
    }
}

fn joined(rankings: &[Ranking]) -> (Joined, Vec<Diagnostic>) {
    let text = Manuscript::from(Text::new("a.yaml", "榜"));
    let day = |at: usize| {
        let days = jiff::Span::new().days(i64::try_from(at).ok()?);
        jiff::civil::date(2017, 1, 1).at(0, 0, 0, 0).checked_add(days).ok()
    };
    let paths: Vec<String> = (0..rankings.len()).map(|at| format!("{at:03}")).collect();
    let issues: Vec<Option<Issue<'_>>> = rankings
        .iter()
        .zip(&paths)
        .enumerate()
        .map(|(at, (ranking, path))| Some(Issue { ranking, date: day(at), path, title: "上一期", text: &text }))
        .collect();
    Joined::of(&issues)
}

fn moves(rankings: &[Ranking], at: usize) -> Vec<String> {
    let (joined, _) = joined(rankings);
    let Some((series, run)) = joined.find(at) else { return Vec::new() };
    let names = rankings[at].rows().map(|row| row.account.name.clone());
    names.zip(series.runs[run].moves.iter().flatten()).map(|(name, movement)| format!("{name} {movement:?}")).collect()
}

#[test]
fn accounts_go_up_and_down_come_new_and_come_back() {
    let all = [
        ranking("2017年3月", &[("乙", Some(9)), ("甲", Some(8)), ("戊", Some(7)), ("丙", Some(6)), ("丁", None)]),
        ranking("2017年1月", &[("甲", Some(9)), ("丙", Some(8)), ("丁", Some(7))]),
        ranking("2017年2月", &[("甲", Some(9)), ("乙", Some(8)), ("丁", Some(7)), ("丙", None)]),
    ];
    // The oldest is the one of January, wherever its file stands.
    assert_eq!(moves(&all, 1), ["甲 Unknown", "丙 Unknown", "丁 Unknown"]);
    assert_eq!(moves(&all, 2), ["甲 By(0)", "乙 New", "丁 By(0)", "丙 Unknown"]);
    assert_eq!(moves(&all, 0), ["乙 By(1)", "甲 By(-1)", "戊 New", "丙 Back", "丁 Unknown"]);
    let (joined, told) = joined(&all);
    assert_eq!(told, []);
    let line = joined.series[0].lines.iter().find(|line| line.account.name == "丙");
    let points: Vec<(usize, Option<u32>)> =
        line.into_iter().flat_map(|line| &line.points).map(|point| (point.run, point.place.number())).collect();
    assert_eq!(points, [(0, Some(2)), (1, None), (2, Some(4))]);
}

#[test]
fn who_is_gone_is_known() {
    let all = [ranking("2017年1月", &[("甲", Some(9)), ("乙", Some(8))]), ranking("2017年2月", &[("甲", Some(9))])];
    let (joined, _) = joined(&all);
    let series = &joined.series[0];
    let gone: Vec<&str> = series.runs[1].gone.iter().map(|&line| series.lines[line].account.name.as_str()).collect();
    assert_eq!(gone, ["乙"]);
}

#[test]
fn periods_without_a_year_are_in_the_order_of_their_dates() {
    let rows = &[("甲", Some(9)), ("乙", Some(8))];
    let order = |periods: &[&str]| {
        let all: Vec<Ranking> = periods.iter().map(|period| ranking(period, rows)).collect();
        let (joined, told) = joined(&all);
        assert_eq!(told, []);
        joined.series[0].runs.iter().map(|run| periods[run.ranking].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(order(&["11月", "12月", "1月"]), ["11月", "12月", "1月"]);
    assert_eq!(order(&["第四季度", "第一季度"]), ["第四季度", "第一季度"]);
    assert_eq!(order(&["2017年1月", "12月", "2016年11月"]), ["2017年1月", "12月", "2016年11月"]);
    assert_eq!(order(&["2017年1月", "2016年12月份"]), ["2016年12月份", "2017年1月"]);
}

#[test]
fn one_period_in_two_ways_is_told() {
    let rows = &[("甲", Some(9))];
    let (_, told) = joined(&[ranking("2017年1月", rows), ranking("2017年1月份", rows)]);
    let said: Vec<&str> = told.iter().map(|told| told.message.zh.as_str()).collect();
    assert_eq!(said, ["“月榜”的“2017年1月”和“2017年1月份”是同一期，升降按发布的先后算"]);
}

#[test]
fn numbers_of_two_groups_are_not_compared() {
    let mut all = [ranking("2017年1月", &[("甲", Some(9)), ("乙", Some(8))]), ranking("2017年2月", &[("乙", Some(9))])];
    all[1].groups[0].title = "乡镇".to_owned();
    let one = ranking("2017年2月", &[("丁", Some(9)), ("甲", Some(8))]).groups.remove(0);
    all[1].groups.push(Group { title: "企业".to_owned(), ..one });
    assert_eq!(moves(&all, 1), ["乙 Unknown", "丁 New", "甲 Unknown"]);
    let (series, _) = joined(&all);
    assert_eq!(series.series[0].runs[1].gone, [] as [usize; 0]);
}

#[test]
fn a_period_twice_and_a_denied_number_are_told() {
    let mut second = ranking("2017年1月", &[("甲", Some(9)), ("乙", Some(9))]);
    for row in &mut second.groups[0].rows {
        row.previous = Some(5);
    }
    let all = [ranking("2017年1月", &[("甲", Some(9)), ("乙", Some(8))]), second];
    let (_, told) = joined(&all);
    let said: Vec<&str> = told.iter().map(|told| told.message.zh.as_str()).collect();
    assert_eq!(
        said,
        [
            "“月榜”的“2017年1月”有两份，升降按发布的先后算",
            "“乙”写的上期名次是5，《上一期》里是2，按后一个算（这样的有2个账号）",
        ]
    );
}

proptest! {
    #[test]
    fn movement_is_antisymmetric(
        one in proptest::collection::vec(proptest::option::of(0i32..9), 12),
        two in proptest::collection::vec(proptest::option::of(0i32..9), 12),
    ) {
        const NAMES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
        let rows = |scores: &[Option<i32>]| -> Vec<(&str, Option<i32>)> {
            // Every third account has no row where it has no score.
            let there = |(at, _): &(usize, (&str, Option<i32>))| at % 3 != 0 || scores[*at].is_some();
            NAMES.into_iter().zip(scores.iter().copied()).enumerate().filter(there).map(|(_, row)| row).collect()
        };
        let (one, two) = (rows(&one), rows(&two));
        let forth = [ranking("2017年1月", &one), ranking("2017年2月", &two)];
        let back = [ranking("2017年1月", &two), ranking("2017年2月", &one)];
        let by = |rankings: &[Ranking; 2]| -> HashMap<String, i64> {
            let (joined, _) = joined(rankings);
            let moves = joined.series[0].runs[1].moves.iter().flatten();
            let named = rankings[1].rows().zip(moves);
            named.filter_map(|(row, movement)| match movement {
                Movement::By(by) => Some((row.identity(), *by)),
                _ => None,
            }).collect()
        };
        let (forth, back) = (by(&forth), by(&back));
        prop_assert_eq!(forth.len(), back.len());
        for (name, by) in forth {
            prop_assert_eq!(back.get(&name), Some(&-by), "{}", name);
        }
    }
}
