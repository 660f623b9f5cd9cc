//! Tabs by their names.

use descent::config::Metric;
use descent::course::CourseView;

#[test]
fn every_view_comes_back_from_its_name() {
    let views = [
        ("loss", CourseView::Loss, "loss"),
        ("metric", CourseView::FirstMetric, "metric"),
        ("recall", CourseView::Metric(Metric::Recall), "metric"),
        ("picture", CourseView::Picture, "picture"),
        ("predictions", CourseView::Predictions, "predictions"),
        ("inside", CourseView::Inside, "inside"),
    ];
    for (written, view, asked) in views {
        assert_eq!(CourseView::try_from(written.to_owned()), Ok(view));
        assert_eq!(String::from(view), written);
        assert_eq!(view.name(), asked);
    }
    assert_eq!(
        CourseView::try_from("sideways".to_owned()),
        Err("\"sideways\" is no view".to_owned())
    );
}
