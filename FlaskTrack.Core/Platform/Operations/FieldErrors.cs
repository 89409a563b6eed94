namespace FlaskTrack.Core.Platform.Operations;

/// <summary>Collects what is wrong with which field. Field names are those of the API (snake_case).</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> fields = new(StringComparer.Ordinal);

    public bool Any => fields.Count > 0;

    public bool Has(string field) => fields.ContainsKey(field);

    public void Add(string field, string message)
    {
        if (!fields.TryGetValue(field, out var messages)) fields[field] = messages = [];
        if (!messages.Contains(message)) messages.Add(message);
    }

    /// <summary>A text that must be there, has at most <paramref name="max"/> characters (<see cref="StoredText.Length"/>) and nothing in it that is no text.</summary>
    public void Text(string field, string label, string? value, int max, bool required = true)
    {
        if (!StoredText.IsVisible(value))
        {
            if (required) Add(field, $"{label} is missing. Enter 1 to {max} characters.");
            else if (!string.IsNullOrEmpty(value)) Characters(field, label, value);
            return;
        }

        Characters(field, label, value!);
        if (StoredText.Length(value) is var length && length > max) Add(field, $"{label} has {length} characters; at most {max} are kept.");
    }

    /// <summary>Control characters, half characters, and marks that turn the order of the letters around, by which a name could read as another one.</summary>
    public void Characters(string field, string label, string value)
    {
        if (!StoredText.IsWellFormed(value)) Add(field, $"{label} contains a broken character. Type it again.");
        else if (StoredText.HasControls(value)) Add(field, $"{label} contains control characters. Remove them and save again.");
    }

    /// <summary>A text of one line, such as a name.</summary>
    public void Line(string field, string label, string? value, int max, bool required = true)
    {
        Text(field, label, value, max, required);
        if (value?.Trim().AsSpan().IndexOfAny(['\n', '\r', '\t', '\u2028', '\u2029']) >= 0) Add(field, $"{label} has a line break or tab in it. Write it on one line.");
    }

    /// <summary>A text with several lines.</summary>
    public void Optional(string field, string label, string? value, int max) => Text(field, label, value, max, required: false);

    public Problem ToProblem() => new Problem.Invalid(fields.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value));

    /// <summary>One wrong field as a result of a handler.</summary>
    public static Problem Of(string field, string message)
    {
        var errors = new FieldErrors();
        errors.Add(field, message);
        return errors.ToProblem();
    }
}
