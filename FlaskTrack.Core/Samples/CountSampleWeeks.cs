using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples;

/// <summary>How many readable samples were made, moved to their present state, or were lost in each of the last weeks; for the home page's charts.</summary>
public sealed record CountSampleWeeks(int Weeks = 12) : IQuery<CountSampleWeeks, IReadOnlyList<SampleWeek>>, IValidated
{
    public static Permission Requires => Permissions.Dashboards.View;

    public void Validate(FieldErrors errors)
    {
        if (Weeks is < 1 or > 53) errors.Add("weeks", $"Weeks is {Weeks}; 1 to 53 are counted.");
    }
}

/// <param name="First">First day of the week, as the organization has weeks begin, in its time zone.</param>
/// <param name="Lost">Of those moved, the ones that are contaminated, failed or escaped since.</param>
public sealed record SampleWeek(DateOnly First, int Created, int Moved, int Lost);

internal sealed class CountSampleWeeksHandler : IHandler<CountSampleWeeks, IReadOnlyList<SampleWeek>>
{
    public async Task<Result<IReadOnlyList<SampleWeek>>> HandleAsync(CountSampleWeeks operation, OperationContext context, CancellationToken ct)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(context.Organization.TimeZone);
        var start = await context.Rows<Organizations.Organization>().Select(row => row.WeekStart).SingleAsync(ct);
        var last = FirstDay(context.Now, zone, start);
        var first = last.AddDays(-7 * (operation.Weeks - 1));
        var midnight = first.ToDateTime(TimeOnly.MinValue);
        var from = new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
        var created = await context.Readable<Sample>().Where(row => row.CreatedAt >= from).Select(row => row.CreatedAt).ToListAsync(ct);
        var moved = await context.Readable<Sample>().Where(row => row.StateChangedAt >= from && row.StateChangedAt > row.CreatedAt).Select(row => new { row.StateChangedAt, row.State }).ToListAsync(ct);
        var createdBy = created.CountBy(at => FirstDay(at, zone, start)).ToDictionary();
        var movedBy = moved.CountBy(row => FirstDay(row.StateChangedAt, zone, start)).ToDictionary();
        var lostBy = moved.Where(row => SampleStates.OffersIncident.Contains(row.State)).CountBy(row => FirstDay(row.StateChangedAt, zone, start)).ToDictionary();
        return Enumerable.Range(0, operation.Weeks).Select(i => first.AddDays(7 * i))
            .Select(week => new SampleWeek(week, createdBy.GetValueOrDefault(week), movedBy.GetValueOrDefault(week), lostBy.GetValueOrDefault(week))).ToList();
    }

    private static DateOnly FirstDay(DateTimeOffset at, TimeZoneInfo zone, DayOfWeek start)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        return day.AddDays(-(((int)day.DayOfWeek - (int)start + 7) % 7));
    }
}
