using System.Text;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>Collects what is wrong with which field. Field names are those of the API (snake_case).</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> fields = new(StringComparer.Ordinal);

    public bool Any => fields.Count > 0;

    public void Add(string field, string message)
    {
        if (!fields.TryGetValue(field, out var messages)) fields[field] = messages = [];
        messages.Add(message);
    }

    /// <summary>A text that must be there, has at most <paramref name="max"/> characters and no control characters.</summary>
    public void Text(string field, string label, string? value, int max, bool required = true)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            if (required) Add(field, $"{label} is missing. Enter 1 to {max} characters.");
            return;
        }

        var length = new System.Globalization.StringInfo(value.Trim()).LengthInTextElements;
        if (value.Trim().Length > max) Add(field, $"{label} has {length} characters; at most {max} are kept.");
        if (value.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))) Add(field, $"{label} contains control characters. Remove them and save again.");
        if (!IsWellFormed(value)) Add(field, $"{label} contains a broken character. Type it again.");
    }

    /// <summary>A text of one line, such as a name.</summary>
    public void Line(string field, string label, string? value, int max, bool required = true)
    {
        Text(field, label, value, max, required);
        if (value?.Trim().AsSpan().IndexOfAny('\n', '\r', '\t') >= 0) Add(field, $"{label} has a line break or tab in it. Write it on one line.");
    }

    /// <summary>A text with several lines.</summary>
    public void Optional(string field, string label, string? value, int max) => Text(field, label, value, max, required: false);

    public Problem ToProblem() => new Problem.Invalid(fields.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value));

    private static bool IsWellFormed(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i])) continue;
            if (!Rune.TryGetRuneAt(value, i, out _)) return false;
            i++;
        }

        return true;
    }

    /// <summary>One wrong field as a result of a handler.</summary>
    public static Problem Of(string field, string message)
    {
        var errors = new FieldErrors();
        errors.Add(field, message);
        return errors.ToProblem();
    }
}

/// <summary>Text as it is stored: Unicode NFC, trimmed at both ends; empty becomes null.</summary>
public static class StoredText
{
    public static string? Clean(string? value)
    {
        var text = value?.Trim().Normalize(NormalizationForm.FormC);
        return string.IsNullOrEmpty(text) ? null : text;
    }
}
