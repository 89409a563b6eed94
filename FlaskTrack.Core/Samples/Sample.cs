using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Catalog;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Tenancy;

namespace FlaskTrack.Core.Samples;

/// <summary>One biological unit with its whole history.</summary>
public sealed class Sample : GovernedRecord
{
    [MaxLength(160)]
    public string Name { get; private set; } = "";

    public Domain Domain { get; internal set; }

    [References(typeof(Species))]
    public long SpeciesId { get; internal set; }

    public SampleKind Kind { get; internal set; }

    /// <summary>Key of a state of the domain's model, see <see cref="SampleStates"/>.</summary>
    [MaxLength(40)]
    public string State { get; private set; } = "";

    public DateTimeOffset StateChangedAt { get; private set; }

    public Derivation? Derivation { get; internal set; }

    /// <summary>How often the line was subcultured: the highest of the parents, plus one for a subculture.</summary>
    public int Passage { get; internal set; }

    /// <summary>Remaining amount as it was typed, with a decimal point.</summary>
    [MaxLength(40)]
    public string? Quantity { get; internal set; }

    /// <summary>A symbol of <see cref="Units"/>.</summary>
    [MaxLength(20)]
    public string? Unit { get; internal set; }

    [MaxLength(160)]
    public string? Location { get; internal set; }

    [MaxLength(40)]
    public string? Position { get; internal set; }

    public DateTimeOffset? CollectedAt { get; internal set; }

    [MaxLength(400)]
    public string? Source { get; internal set; }

    public Dictionary<string, string> CustomFields { get; internal set; } = [];

    /// <summary>The import that made the sample; null for one made by hand.</summary>
    [MaxLength(24)]
    public string? ImportCode { get; internal set; }

    /// <summary>Folded text that the list's text filter searches.</summary>
    [MaxLength(1000)]
    public string SearchText { get; private set; } = "";

    /// <summary>Folded name, by which the list is sorted.</summary>
    [MaxLength(160)]
    public string NameKey { get; private set; } = "";

    /// <summary>Folded place and position while the sample keeps it, so that the database holds one sample to a position: null without a position, for an
    /// ended, archived or deleted sample.</summary>
    [MaxLength(220)]
    public string? PlaceKey { get; private set; }

    public List<SampleParent> Parents { get; private set; } = [];

    public override string AuditLabel => Name;

    internal void Rename(string name)
    {
        Name = name;
        NameKey = Cut(FoldedText.Of(name), 160);
    }

    internal void MoveTo(string state, DateTimeOffset at)
    {
        State = state;
        StateChangedAt = at;
        TakePlace();
    }

    /// <summary>Renews what the text filter finds: code, name, where it is, where it comes from. Notes and what a sensitive
    /// sample masks are not searched.</summary>
    internal void Describe() =>
        SearchText = Cut(string.Join('\n', new[] { Code, Name, Location, Position }.Concat(Sensitive ? [] : CustomFields.Values.Prepend(Source)).Select(FoldedText.Of).Where(part => part.Length > 0)), 1000);

    /// <summary>The key under which a position is kept; null where either part is missing.</summary>
    internal static string? KeyOfPlace(string? location, string? position) =>
        location is null || position is null ? null : Cut(FoldedText.Of(location) + '\n' + FoldedText.Of(position), 220);

    internal void TakePlace() =>
        PlaceKey = Status == RecordStatus.Active && SampleStates.Of(Domain).Find(State) is not { IsEnd: true } ? KeyOfPlace(Location, Position) : null;

    private protected override void StatusChanged() => TakePlace();

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
