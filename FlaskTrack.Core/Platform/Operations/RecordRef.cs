using System.Globalization;

using FlaskTrack.Core.Platform.Data;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>Names a record by its id or by its human code; inside one organization both find the same record.</summary>
public readonly record struct RecordRef<TRecord>(long? Id, string? Code)
    where TRecord : GovernedRecord
{
    public static implicit operator RecordRef<TRecord>(long id) => new(id, null);

    public static implicit operator RecordRef<TRecord>(string code) => new(null, code.Trim().ToUpperInvariant());

    public static implicit operator RecordRef<TRecord>(TRecord record) => new(record.Id, null);

    /// <summary>Digits are an id, anything else is a code.</summary>
    public static RecordRef<TRecord> Parse(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : text;

    public override string ToString() => Code ?? Id?.ToString(CultureInfo.InvariantCulture) ?? "";
}
