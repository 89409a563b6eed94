using Bunit;
using FlaskTrack.Web.Components.Shared;

namespace FlaskTrack.Tests.Web;

public sealed class DialogTests : KitContext
{
    private readonly List<string> reasons = [];

    private IRenderedComponent<ConfirmDialog> Show(ReasonRule rule) => Render<ConfirmDialog>(d => d
        .Add(x => x.Open, true).Add(x => x.Title, "Discard 24 samples").Add(x => x.Verb, "Discard 24 samples").Add(x => x.Effect, "All, or none.")
        .Add(x => x.Danger, true).Add(x => x.Reason, rule).Add(x => x.OnConfirm, reasons.Add));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void A_required_reason_stops_the_act_and_says_what_is_accepted(string typed)
    {
        var dialog = Show(ReasonRule.Required);
        dialog.Find("textarea").Change(typed);
        dialog.Find(".btn.d").Click();
        Assert.Empty(reasons);
        Assert.Equal("true", dialog.Find("textarea").GetAttribute("aria-invalid"));
        Assert.Equal("confirm-reason-error", dialog.Find("textarea").GetAttribute("aria-describedby"));
        Assert.Contains("such as", dialog.Find("#confirm-reason-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_given_reason_is_passed_on_without_blanks_around_it()
    {
        var dialog = Show(ReasonRule.Required);
        dialog.Find("textarea").Change("  Label lost ");
        dialog.Find(".btn.d").Click();
        Assert.Equal(["Label lost"], reasons);
    }

    [Fact]
    public void An_optional_reason_may_stay_empty()
    {
        Show(ReasonRule.Optional).Find(".btn.d").Click();
        Assert.Equal([""], reasons);
    }

    [Fact]
    public void Where_no_reason_is_asked_there_is_no_field()
    {
        var dialog = Show(ReasonRule.None);
        Assert.Empty(dialog.FindAll("textarea"));
        Assert.Equal("All, or none.", dialog.Find(".effect").TextContent);
    }

    [Fact]
    public void Opening_shows_it_over_the_page_once()
    {
        Show(ReasonRule.None).Render();
        Assert.Single(JSInterop.Invocations["flaskTrack.openDialog"]);
    }
}
