using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Platform.Durability;

/// <summary>Operations that wait one behind the other share a transaction; each still stands or falls alone.</summary>
public sealed class SharedWriteTests
{
    [Fact]
    public async Task Those_that_queue_share_a_transaction_and_keep_their_order_in_the_chain()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var fields = await plant.FieldsAsync("{code}");
        await plant.DoAsync(Role.Scientist, new CreateSample(fields));
        var gate = lab.Services.GetRequiredService<WriterGate>();
        var before = gate.Transactions;

        var made = await QueueAsync(gate, [.. Enumerable.Range(0, 12).Select(_ => Work(() => plant.RunAsync(Role.Scientist, new CreateSample(fields))))]);

        Assert.All(made, result => Assert.True(result.IsOk));
        var codes = made.Select(result => result.Value.Samples.Single().Code).ToList();
        Assert.InRange(gate.Transactions - before, 1, 6);
        Assert.Equal(12, codes.Distinct().Count());
        Assert.Equal(codes.Order(), codes);
        await Ledger.CheckChainAsync(plant);
    }

    [Fact]
    public async Task One_that_fails_leaves_nothing_and_takes_nothing_from_those_beside_it()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var fields = await plant.FieldsAsync("kept");
        var sample = (await plant.DoAsync(Role.Scientist, new CreateSample(fields))).Samples.Single();
        var events = (await plant.EventsAsync()).Count;
        var gate = lab.Services.GetRequiredService<WriterGate>();
        using var left = new CancellationTokenSource();
        var tooLong = fields with { Name = string.Concat(Enumerable.Repeat("{code}", 20)) };

        var queued = QueueAsync<object>(
            gate,
            [
                Work<object>(async () => await plant.RunAsync(Role.Scientist, new EditSample(sample.Code, fields with { Name = "first" }, 1))),
                Work<object>(async () => await plant.RunAsync(Role.Scientist, new EditSample(sample.Code, fields with { Name = "stale" }, 1))),
                Work<object>(async () => await plant.RunAsync(Role.Viewer, new EditSample(sample.Code, fields with { Name = "denied" }, null))),
                Work<object>(async () => await plant.RunAsync(Role.Scientist, new CreateSample(tooLong))),
                Work<object>(async () => await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CancelledAsync(plant, fields, left))),
                Work<object>(async () => await plant.RunAsync(Role.Scientist, new EditSample(sample.Code, fields with { Name = "second" }, null))),
                Work<object>(async () => await plant.RunAsync(Role.Scientist, new CreateSample(fields with { Name = "new" }))),
            ],
            left.Cancel);
        var answers = await queued;

        Assert.True(((Result<SavedSample>)answers[0]).IsOk);
        Assert.Equal(2, Assert.IsType<Problem.Conflict>(((Result<SavedSample>)answers[1]).Problem).CurrentVersion);
        Assert.IsType<Problem.Refused>(((Result<SavedSample>)answers[2]).Problem);
        Assert.IsType<Problem.Invalid>(((Result<SavedSamples>)answers[3]).Problem);
        Assert.Equal(3, ((Result<SavedSample>)answers[5]).Value.Version);
        Assert.True(((Result<SavedSamples>)answers[6]).IsOk);
        var written = (await plant.EventsAsync()).Skip(events).ToList();
        Assert.Equal(4, written.Count);
        Assert.Contains("\"denied\":\"FORBIDDEN\"", written.Single(one => one.ActorRole == "viewer").After, StringComparison.Ordinal);
        Assert.Equal(["new", "second"], await plant.ReadAsync(context => context.Set<Sample>().Select(row => row.Name).Order().ToListAsync()));
        await Ledger.CheckChainAsync(plant);
    }

    [Fact]
    public async Task A_change_of_rights_counts_for_the_next_in_the_same_transaction()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        var fields = await plant.FieldsAsync("A1");
        var member = await plant.MemberAsync(Role.Scientist);
        var gate = lab.Services.GetRequiredService<WriterGate>();

        var answers = await QueueAsync<object>(
            gate,
            [
                Work<object>(async () => await plant.RunAsync(Role.Scientist, new CreateSample(fields))),
                Work<object>(async () => await plant.RunAsync(Role.Owner, new Core.Members.SuspendMember(member.Id, "left the laboratory", null))),
                Work<object>(async () => await plant.RunAsync(Role.Scientist, new CreateSample(fields))),
            ]);

        Assert.True(((Result<SavedSamples>)answers[0]).IsOk);
        Assert.IsType<Problem.Refused>(((Result<SavedSamples>)answers[2]).Problem);
        await Ledger.CheckChainAsync(plant);
    }

    private static Func<Task<T>> Work<T>(Func<Task<T>> run) => run;

    private static Task<Result<SavedSamples>> CancelledAsync(TestOrganization plant, SampleFields fields, CancellationTokenSource left) =>
        plant.Lab.RunAsync(plant.As(Role.Scientist), new CreateSample(fields with { Name = "cancelled" }), left.Token);

    /// <summary>Has all of them wait at the gate, in that order, and lets them go at once.</summary>
    private static async Task<List<T>> QueueAsync<T>(WriterGate gate, IReadOnlyList<Func<Task<T>>> work, Action? whenQueued = null)
    {
        List<Task<T>> running;
        using (await gate.EnterAsync(default))
        {
            running = [.. work.Select(one => one())];
            Assert.All(running, one => Assert.False(one.IsCompleted));
            whenQueued?.Invoke();
        }

        return [.. await Task.WhenAll(running)];
    }
}
