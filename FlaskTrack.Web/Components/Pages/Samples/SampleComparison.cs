using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Samples;

namespace FlaskTrack.Web.Components.Pages.Samples;

/// <summary>Samples side by side: one line for each fact, with what every sample says of it.</summary>
internal static class SampleComparison
{
    /// <summary>Samples that fit beside each other.</summary>
    public const int Most = 6;

    public static IReadOnlyList<ComparedLine> Lines(IReadOnlyList<SampleView> samples, Func<DateTimeOffset?, string?> time)
    {
        (string Label, Func<SampleView, string?> Of)[] facts =
        [
            ("State", view => SampleStates.Label(view.State)),
            ("In this state since", view => time(view.StateChangedAt)),
            ("Domain", view => view.Fields.Domain is { } domain ? SampleWords.Of(domain) : null),
            ("Species", view => view.SpeciesName),
            ("Kind", view => view.Fields.Kind is { } kind ? SampleWords.Of(kind) : null),
            ("Derived by", view => view.Fields.Derivation is { } how ? SampleWords.Of(how) : null),
            ("Parents", view => string.Join(", ", view.Parents.Select(parent => parent.Code).Concat(view.DeletedParents.Select(code => $"{code} (deleted)")))),
            ("Made from it", view => SampleWords.Samples(view.ChildCount)),
            ("Passage", view => $"{view.Passage}"),
            ("Quantity", view => SampleWords.Amount(view.Fields.Quantity, view.Fields.Unit)),
            ("Place", view => SampleWords.Place(view.Fields.Location, view.Fields.Position)),
            ("Site", view => view.SiteName),
            ("Collected", view => time(view.Fields.CollectedAt)),
            ("Source", view => view.Masked ? "Hidden from you" : view.Fields.Source),
            ("Owner", view => view.OwnerName),
            ("Visibility", view => SampleWords.Of(view.Visibility)),
            ("Status", view => SampleWords.Of(view.Status)),
            ("Notes", view => view.Masked ? "Hidden from you" : view.Fields.Notes),
            .. samples.SelectMany(view => view.Fields.CustomFields.Keys).Distinct().Order(StringComparer.OrdinalIgnoreCase).Select(name => (name, (Func<SampleView, string?>)(view => view.Fields.CustomFields.GetValueOrDefault(name)))),
            ("Created", view => time(view.CreatedAt)),
            ("Changed", view => time(view.UpdatedAt)),
        ];
        return [.. facts.Select(fact => new ComparedLine(fact.Label, [.. samples.Select(view => fact.Of(view) is { Length: > 0 } text ? text : null)])).Where(line => line.Values.Any(value => value is not null))];
    }
}

/// <param name="Values">In the order of the samples; null where one says nothing.</param>
internal sealed record ComparedLine(string Label, IReadOnlyList<string?> Values)
{
    public bool Differs => Values.Distinct().Count() > 1;
}
