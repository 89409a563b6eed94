using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Platform.Data;

/// <summary>A commit that fails after everything was written leaves the process believing nothing that is not in the file. With SQLite's own deferred keys, because the failure must come from the commit itself.</summary>
public sealed class FailedCommitTests
{
    [Fact]
    public async Task An_administrative_read_whose_event_was_lost_is_written_down_at_the_next_time()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.SampleAsync(Role.Scientist, "Sealed clone", Visibility.Restricted);
        await plant.RawAsync(
            "CREATE TABLE \"Missing\" (\"Id\" INTEGER PRIMARY KEY)",
            "CREATE TABLE \"Owing\" (\"Id\" INTEGER REFERENCES \"Missing\" (\"Id\") DEFERRABLE INITIALLY DEFERRED)",
            "CREATE TRIGGER \"Owe\" AFTER INSERT ON \"AuditEvents\" BEGIN INSERT INTO \"Owing\" VALUES (1); END");

        await Assert.ThrowsAsync<SharedWriteLostException>(() => plant.RunAsync(Role.Admin, new FindSamples()));
        await plant.RawAsync("DROP TRIGGER \"Owe\"");
        Assert.DoesNotContain(await plant.EventsAsync(), IsRead);
        await plant.DoAsync(Role.Admin, new FindSamples());

        Assert.Single(await plant.EventsAsync(), IsRead);
    }

    private static bool IsRead(AuditEvent e) => e.After == "{\"administrative_access\":true}";
}
