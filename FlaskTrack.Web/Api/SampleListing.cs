using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;

namespace FlaskTrack.Web.Api;

/// <summary>Reads the query of the sample list.</summary>
internal static class SampleListing
{
    public static readonly string[] Filters =
    [
        "state", "not_state", "domain", "species_id", "kind", "site_id", "owner_id", "mine", "visibility", "status", "has_parents", "updated_from", "updated_to",
        "created_from", "created_to", "state_changed_from", "state_changed_to", "location",
        "passage_from", "passage_to", "import_code", "code",
    ];

    public static FindSamples Read(ListQuery query)
    {
        var (sort, descending) = query.Sort(SampleSort.Updated, descending: true);
        return new FindSamples { Filter = Filter(query), Sort = sort, Descending = descending, Size = query.Size, After = query.After };
    }

    public static PageJson<SampleLine> Page(SamplePage page, int size, SampleCount? total) =>
        new([.. page.Rows.Select(SampleLine.Of)], new PageInfo(page.Next, size)) { Total = total?.Count, TotalIsMore = total?.IsMore };

    private static SampleFilter Filter(ListQuery query) => new()
    {
        Text = query.Text,
        States = query.Words("state"),
        NotStates = query.Words("not_state"),
        Domains = query.Enums<Domain>("domain"),
        SpeciesIds = query.Ids("species_id"),
        Kinds = query.Enums<SampleKind>("kind"),
        SiteIds = query.Ids("site_id"),
        OwnerIds = query.Ids("owner_id"),
        Mine = query.Flag("mine") ?? false,
        Visibility = query.Enum<Visibility>("visibility"),
        Status = query.One("status") == "all" ? null : query.Enum<RecordStatus>("status") ?? RecordStatus.Active,
        HasParents = query.Flag("has_parents"),
        UpdatedFrom = query.Time("updated_from"),
        UpdatedTo = query.Time("updated_to"),
        CreatedFrom = query.Time("created_from"),
        CreatedTo = query.Time("created_to"),
        StateChangedFrom = query.Time("state_changed_from"),
        StateChangedTo = query.Time("state_changed_to"),
        Locations = query.Whole("location"),
        PassageFrom = query.Number("passage_from"),
        PassageTo = query.Number("passage_to"),
        ImportCode = query.One("import_code"),
        Codes = query.Words("code"),
    };
}
