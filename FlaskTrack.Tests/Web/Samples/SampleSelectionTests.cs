using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Web.Components.Pages.Samples;

using Domain = FlaskTrack.Core.Catalog.Domain;

namespace FlaskTrack.Tests.Web.Samples;

public sealed class SampleSelectionTests
{
    private static readonly SampleFilter List = new() { Text = "leaf" };

    [Fact]
    public void Rows_are_kept_from_page_to_page_and_asked_for_by_name_also_where_the_list_no_longer_has_them()
    {
        var selection = SampleSelection.None.Take(new HashSet<string> { "SMP-000001" }, [Row("SMP-000001"), Row("SMP-000002")]);

        Assert.Equal(["SMP-000001"], selection.On([Row("SMP-000003")]));
        Assert.Equal((1, (RecordStatus?)null), (selection.Count(90), selection.Filter(List).Status));
        Assert.Equal(["SMP-000001"], selection.Filter(List).Codes);
    }

    [Fact]
    public void Of_a_whole_list_the_rows_taken_out_stay_out()
    {
        SampleRow[] rows = [Row("SMP-000001"), Row("SMP-000002")];
        var whole = new SampleSelection(true, new HashSet<string>());

        var without = whole.Take(new HashSet<string> { "SMP-000002" }, rows);

        Assert.Equal(["SMP-000001", "SMP-000002"], whole.On(rows).Order());
        Assert.Equal(["SMP-000002"], without.On(rows));
        Assert.Equal(89, without.Count(90));
        Assert.Equal(("leaf", "SMP-000001"), (without.Filter(List).Text, Assert.Single(without.Filter(List).NotCodes)));
        Assert.Empty(without.Take(new HashSet<string>(["SMP-000001", "SMP-000002"]), rows).Codes);
    }

    internal static SampleRow Row(string code) => new()
    {
        Id = 1,
        Code = code,
        Name = code,
        Domain = Domain.General,
        State = "created",
        StateChangedAt = default,
        Kind = SampleKind.Other,
        SpeciesId = 1,
        SpeciesName = "Species",
        Passage = 0,
        OwnerId = 1,
        OwnerName = "Owner",
        Visibility = Visibility.Organization,
        Status = RecordStatus.Active,
        Sensitive = false,
        CreatedAt = default,
        UpdatedAt = default,
        Version = 1,
        Access = RecordAccess.None,
    };
}
