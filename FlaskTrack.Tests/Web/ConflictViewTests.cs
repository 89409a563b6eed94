using Bunit;
using FlaskTrack.Web.Components.Shared;

namespace FlaskTrack.Tests.Web;

public sealed class ConflictViewTests : KitContext
{
    private static readonly ConflictField[] fields =
    [
        new("location", "Location", "C3", "C4", "A1"), new("notes", "Notes", "slow", "browning", "moved"),
        new("kind", "Kind", "explant", "explant", "plantlet"), new("tags", "Tags", "bsl1", "bsl1, quarantine", "bsl1"),
    ];

    private IReadOnlyDictionary<string, string?>? saved;

    private IRenderedComponent<ConflictView> Show() => Render<ConflictView>(v => v
        .Add(x => x.Fields, fields).Add(x => x.TheirName, "Jonas").Add(x => x.SaveText, "Save version 10").Add(x => x.OnSave, values => saved = values));

    [Fact]
    public void Saving_waits_until_each_open_field_is_chosen()
    {
        var view = Show();
        Assert.True(view.Find("[data-save]").HasAttribute("disabled"));
        view.Find("[aria-label='Location, take the value of Jonas']").Change(true);
        Assert.True(view.Find("[data-save]").HasAttribute("disabled"));
        Assert.Contains("1 is still open.", view.Markup, StringComparison.Ordinal);
        view.Find("[aria-label='Notes, take my value']").Change(true);
        Assert.False(view.Find("[data-save]").HasAttribute("disabled"));
    }

    [Fact]
    public void What_is_chosen_is_saved_and_one_sided_changes_come_along()
    {
        var view = Show();
        view.Find("[aria-label='Location, take the value of Jonas']").Change(true);
        view.Find("[aria-label='Notes, take my value']").Change(true);
        view.Find("[data-save]").Click();
        Assert.Equal(new Dictionary<string, string?> { ["location"] = "C4", ["notes"] = "moved", ["kind"] = "plantlet", ["tags"] = "bsl1, quarantine" }, saved);
    }

    [Fact]
    public void Taking_all_of_one_side_decides_only_what_both_changed()
    {
        var view = Show();
        view.FindAll("button").First(button => button.TextContent == "Take all of mine").Click();
        view.Find("[data-save]").Click();
        Assert.Equal("A1", saved!["location"]);
        Assert.Equal("bsl1, quarantine", saved["tags"]);
    }

    [Fact]
    public void Fields_changed_on_one_side_offer_no_choice()
    {
        var view = Show();
        Assert.Equal(4, view.FindAll("input[type=radio]").Count);
        Assert.Equal(2, view.FindAll("tr.auto").Count);
    }

    [Fact]
    public void The_same_change_by_both_needs_no_choice() =>
        Assert.False(new ConflictField("kind", "Kind", "explant", "plantlet", "plantlet").NeedsChoice);
}
