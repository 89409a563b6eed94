using System.Collections;
using System.Runtime.CompilerServices;

namespace FlaskTrack.Core.Platform.Pdf;

/// <summary>
/// Text of one or more runs. A string, a <see cref="Run"/> or a collection expression is a text:
/// <c>["Solanum tuberosum".Italic(), ", multiplication"]</c>. A line feed begins a new line.
/// </summary>
[CollectionBuilder(typeof(RichText), nameof(Of))]
public readonly struct RichText : IEnumerable<Run>, IEquatable<RichText>
{
    private readonly Run single;
    private readonly Run[]? many;

    private RichText(Run run) => single = run;
    private RichText(Run[] runs) => many = runs;

    public int Count => many?.Length ?? 1;
    public Run this[int index] => many is null ? single : many[index];
    public bool IsEmpty => this.All(run => string.IsNullOrEmpty(run.Text));

    public static RichText Of(ReadOnlySpan<Run> runs) => runs.Length == 1 ? new(runs[0]) : new(runs.ToArray());

    public static implicit operator RichText(string? text) => new(new Run(text ?? ""));
    public static implicit operator RichText(Run run) => new(run);

    public IEnumerator<Run> GetEnumerator()
    {
        for (var index = 0; index < Count; index++) yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(RichText other) => this.SequenceEqual(other);
    public override bool Equals(object? obj) => obj is RichText other && Equals(other);
    public override int GetHashCode() => this.Aggregate(0, HashCode.Combine);
    public static bool operator ==(RichText left, RichText right) => left.Equals(right);
    public static bool operator !=(RichText left, RichText right) => !left.Equals(right);

    /// <summary>The text without its styles.</summary>
    public override string ToString() => string.Concat(this.Select(run => run.Text));
}
