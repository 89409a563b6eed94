using System.Globalization;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Web.Components.Shared;

using Choice = FlaskTrack.Web.Components.Shared.Choice;

namespace FlaskTrack.Web.Components.Pages.Samples;

/// <summary>Words of sample pages: keys, enum members and problems as people read them.</summary>
internal static class SampleWords
{
    /// <summary><c>FruitingBody</c> becomes "Fruiting body".</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => SampleStates.Label(Key(value));

    /// <summary><c>FruitingBody</c> becomes <c>fruiting_body</c>, the form in addresses.</summary>
    public static string Key<T>(T value)
        where T : struct, Enum => SnakeCase.Of(value.ToString());

    public static T? Parse<T>(string? key)
        where T : struct, Enum => Enum.TryParse<T>(key?.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    public static IReadOnlyList<Choice> Choices<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => new Choice(Key(value), Of(value)))];

    /// <summary>The two visibilities a sample can have.</summary>
    public static IReadOnlyList<Choice> Visibilities { get; } =
        [new(Key(Visibility.Organization), "Organization: everyone in it can read"), new(Key(Visibility.Restricted), "Restricted: only who is given access")];

    public static string Readers(Visibility visibility) => visibility == Visibility.Restricted ? "Restricted" : "Organization can read";

    public static string Samples(int count) => count == 1 ? "1 sample" : string.Create(CultureInfo.InvariantCulture, $"{count} samples");

    public static string Amount(string? quantity, string? unit) => string.IsNullOrEmpty(quantity) ? "" : $"{quantity} {unit}".Trim();

    public static string Place(string? location, string? position) => string.Join(" · ", new[] { location, position }.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>The first message of a field, where the problem has one for it.</summary>
    public static string? In(this Problem? problem, string field) =>
        problem is Problem.Invalid invalid && invalid.Fields.TryGetValue(field, out var messages) ? string.Join(" ", messages) : null;

    public static IReadOnlyList<FieldError> Errors(this Problem? problem) =>
        problem is Problem.Invalid invalid ? [.. invalid.Fields.SelectMany(pair => pair.Value.Select(message => new FieldError(pair.Key, message)))] : [];

    /// <summary>What kept the records of an act on many from it, one line each.</summary>
    public static IReadOnlyList<string> Lines(this Problem? problem) =>
        problem is Problem.Refused refused ? [.. refused.Denial.Lines.Select(line => $"{line.Record}: {line.Sentence}")] : [];

    public static bool NeedsConfirmation(this Problem? problem) =>
        problem is Problem.Refused { Denial.RequiredCapability: "recent_authentication" };
}
