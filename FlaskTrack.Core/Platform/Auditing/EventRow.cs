using System.Data.Common;
using System.Globalization;

using FlaskTrack.Core.Platform.Integrity;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>Turns rows of a data reader, of whichever database, into events.</summary>
internal sealed class EventRow
{
    private readonly string?[] last = new string?[EventColumns.Count];

    public ChainEvent Read(DbDataReader row) => EventColumns.Read(new Values(this, row));

    private readonly struct Values(EventRow rows, DbDataReader row) : IEventValues
    {
        public long Int64(int column) => row.GetInt64(column);

        public long? Number(int column) => row.IsDBNull(column) ? null : Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);

        public string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);

        public string? Same(int column)
        {
            var text = Text(column);
            return text is null ? null : rows.last[column] == text ? rows.last[column] : rows.last[column] = text;
        }
    }
}
