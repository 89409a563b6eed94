using System.Collections.Concurrent;

using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Platform;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Platform.Durability;

/// <summary>A backup while many write: of one moment, with everything answered before it began.</summary>
public sealed class BackupUnderLoadTests
{
    private const int Clients = 8;

    [Fact]
    [Trait("assurance", "A11-7.1/7.2")]
    public async Task A_backup_taken_while_many_write_restores_elsewhere_whole()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var fields = await plant.FieldsAsync("{code}");
        var made = new ConcurrentQueue<string>();
        using var enough = new CancellationTokenSource();
        var warm = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writing = Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                foreach (var sample in (await plant.DoAsync(Role.Scientist, new CreateSample(fields) { Count = 2 })).Samples) made.Enqueue(sample.Code);
                if (made.Count > 40) warm.TrySetResult();
            }
        })).ToList();
        await Task.WhenAny(warm.Task, Task.WhenAll(writing));
        var answered = made.ToArray();
        var file = Path.Combine(lab.Folder, "backup.zip");
        await lab.Services.GetRequiredService<InstallationBackup>().BackupAsync(file);
        await enough.CancelAsync();
        await Task.WhenAll(writing);

        var folder = Directory.CreateDirectory(Path.Combine(lab.Folder, "elsewhere")).FullName;
        var options = new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "flasktrack.db")};Pooling=False");
        var restored = await new InstallationBackup(options, new SigningKeyOptions { Folder = Path.Combine(folder, "keys") }, new EvidenceOptions { Folder = Path.Combine(folder, "evidence") }, lab.Clock).RestoreAsync(file);

        Assert.True(restored.IsIntact, restored.Chains.FirstOrDefault(chain => !chain.Ok)?.First?.Detail);
        await using var context = new DatabaseFactory(options).Create(new DatabaseScope(lab.Clock));
        context.Enter(plant.Id, plant.Slug);
        var samples = await context.Set<Sample>().Select(row => row.Code).ToListAsync();
        var events = await context.Set<AuditEvent>().Where(row => row.EntityType == "sample").Select(row => row.EntityCode!).ToListAsync();
        Assert.Empty(answered.Except(samples));
        Assert.Equal(samples.Order(), events.Order());
        Assert.Equal(0, samples.Count % 2);
    }
}
