using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Integrity;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.AuditTrail;

#pragma warning disable CA1304, CA1311, CA1862 // In a query, ToLower is the database's lower(), which has no culture; other forms do not translate.

/// <summary>The filter as conditions of the database. Times become a span of sequences first: the chain is in order of both, and the pages go by sequence.</summary>
internal static class AuditSearch
{
    /// <summary>First and last sequence of the filter's time; an empty span where nothing lies in it.</summary>
    public static async Task<(long First, long Last)> SpanAsync(AuditReading audit, AuditFilter filter, CancellationToken ct)
    {
        var first = 1L;
        var last = long.MaxValue;
        if (filter.From is { } from)
            first = await audit.Places.Where(place => place.Time >= from).OrderBy(place => place.Time).ThenBy(place => place.Sequence).Select(place => (long?)place.Sequence).FirstOrDefaultAsync(ct) ?? long.MaxValue;
        if (filter.To is { } to)
            last = await audit.Places.Where(place => place.Time < to).OrderByDescending(place => place.Time).ThenByDescending(place => place.Sequence).Select(place => (long?)place.Sequence).FirstOrDefaultAsync(ct) ?? 0;
        return (first, last);
    }

    /// <summary>The events that the filter selects, of those the caller may see. Text is looked for only where the caller sees the values: a hit on a
    /// masked value would tell it.</summary>
    public static IQueryable<AuditEvent> Apply(AuditReading audit, AuditFilter filter)
    {
        var events = filter.Text is null ? audit.Visible : audit.Unmasked;
        foreach (var condition in Conditions(filter)) events = events.Where(condition);
        return events;
    }

    /// <summary>Whether the words of the filter stand in what the reader sees of an event: one found by a code that is withheld would tell it.</summary>
    public static bool Says(ReadEvent read, AuditFilter filter) => filter.Text is not { } text || !read.Facts.IsMasked
        || read.Event.Reason?.Contains(text, StringComparison.OrdinalIgnoreCase) == true
        || new[] { read.Event.Before, read.Event.After }.Any(json => json?.Contains(InJson(text), StringComparison.OrdinalIgnoreCase) == true);

    private static IEnumerable<Expression<Func<AuditEvent, bool>>> Conditions(AuditFilter filter)
    {
        if (filter.Actor is { } actor)
        {
            if (long.TryParse(actor, NumberStyles.None, CultureInfo.InvariantCulture, out var member)) yield return e => e.ActorId == member;
            else yield return Contains(actor, name => e => e.ActorName.ToLower().Contains(name) || (e.OnBehalfOf != null && e.OnBehalfOf.ToLower().Contains(name)));
        }

        if (filter.Role is { } role) yield return e => e.ActorRole == role;
        if (filter.Channel is { } channel) yield return e => e.Channel == channel;
        if (filter.Action is { } action) yield return e => e.Action.StartsWith(action);
        if (filter.EntityType is { } type) yield return e => e.EntityType == type;
        if (filter.EntityCode is { } code) yield return e => e.EntityCode == code;
        if (filter.HasReason is { } has) yield return e => (e.Reason != null) == has;
        if (filter.Outcome is { } outcome)
        {
            var denied = outcome == AuditOutcome.Denied;
            yield return e => (e.Before == null && e.After != null && e.After.StartsWith(EventVisibility.DeniedPrefix)) == denied;
        }

        if (filter.Text is not { } text) yield break;
        yield return EventVisibility.Or(
            Contains(text, words => e => e.Reason != null && e.Reason.ToLower().Contains(words)),
            Contains(InJson(text), words => e => (e.Before != null && e.Before.ToLower().Contains(words)) || (e.After != null && e.After.ToLower().Contains(words))));
    }

    private static Expression<Func<AuditEvent, bool>> Contains(string text, Func<string, Expression<Func<AuditEvent, bool>>> condition) => condition(text.ToLowerInvariant());

    /// <summary>The text as canonical JSON holds it, between its quotation marks.</summary>
    private static string InJson(string text) => CanonicalJson.Canonicalize(JsonSerializer.Serialize(text))[1..^1];
}
