using Bunit;
using FlaskTrack.Web.Components.Shared;

namespace FlaskTrack.Tests.Web;

public sealed class FormFieldTests : KitContext
{
    private IRenderedComponent<FormField> Show(string? error, bool optional = false) => Render<FormField>(f => f
        .Add(x => x.Id, "passage").Add(x => x.Label, "Passage").Add(x => x.Hint, "Counted from the mother").Add(x => x.Error, error).Add(x => x.Optional, optional)
        .AddChildContent<TextInput>(i => i.Add(x => x.Value, "-1")));

    [Fact]
    public void The_label_the_hint_and_the_name_belong_to_the_input()
    {
        var field = Show(null);
        var input = field.Find("input");
        Assert.Equal("passage", input.Id);
        Assert.Equal("passage", input.GetAttribute("name"));
        Assert.Equal("passage", field.Find("label").GetAttribute("for"));
        Assert.Equal(field.Find(".hint").Id, input.GetAttribute("aria-describedby"));
        Assert.Equal("true", input.GetAttribute("aria-required"));
        Assert.False(input.HasAttribute("aria-invalid"));
    }

    [Fact]
    public void An_error_replaces_the_hint_and_describes_the_input()
    {
        var field = Show("Passage must be 0 or more, such as 3");
        var input = field.Find("input");
        Assert.Empty(field.FindAll(".hint"));
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal("Passage must be 0 or more, such as 3", field.Find($"#{input.GetAttribute("aria-describedby")} > span").TextContent);
        Assert.Equal("-1", input.GetAttribute("value"));
    }

    [Fact]
    public void An_optional_field_says_so()
    {
        var field = Show(null, optional: true);
        Assert.Contains("(optional)", field.Find("label").TextContent, StringComparison.Ordinal);
        Assert.False(field.Find("input").HasAttribute("aria-required"));
    }

    [Fact]
    public void The_summary_links_each_message_to_its_field()
    {
        var summary = Render<ErrorSummary>(s => s.Add(x => x.Errors, [new FieldError("passage", "Passage must be 0 or more"), new FieldError("name", "Name is needed")]));
        Assert.StartsWith("2 values need you", summary.Find("b").TextContent, StringComparison.Ordinal);
        Assert.EndsWith("#passage", summary.Find("a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_amount_stays_as_typed()
    {
        string? typed = null;
        var input = Render<UnitInput>(u => u.Add(x => x.Value, "2.50").Add(x => x.Units, ["mL", "L"]).Add(x => x.ValueChanged, value => typed = value));
        Assert.Equal("2.50", input.Find("input").GetAttribute("value"));
        input.Find("input").Change("0.1000000000000000055");
        Assert.Equal("0.1000000000000000055", typed);
    }
}
