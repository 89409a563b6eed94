using System.Reflection;

using Bunit;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Matrix;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;
using FlaskTrack.Tests.Web.People;
using FlaskTrack.Web.Access;
using FlaskTrack.Web.Components.Pages.Samples;
using FlaskTrack.Web.Identity;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlaskTrack.Tests.Web.Input;

/// <summary>NAV-2: the audit table is gone while something is saved, the worst place for a fault: the change itself is written by then.</summary>
public sealed class FaultInSaveTests : PeoplePage
{
    private static readonly MethodInfo Typed = typeof(FaultInSaveTests).GetMethod(nameof(RunTypedAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
    private readonly Kept log = new();

    [Fact]
    public async Task The_page_keeps_what_was_typed_and_shows_the_request_id_and_saves_once_the_fault_is_over()
    {
        var page = Open<NewSamplePage>(Role.Scientist, "/samples/new", "New sample");
        foreach (var (field, value) in new[] { ("name", "Callus of the fault"), ("domain", "tissue_culture"), ("kind", "callus"), ("notes", "Typed at length") }) page.Find("#" + field).Change(value);
        page.PickSpecies();
        var (before, events) = (await DatabaseState.ReadAsync(Lab), (await Plant.EventsAsync()).Count);

        await RenameAsync("AuditEvents", "AuditEventsAway");
        await page.Find("button[data-save]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("nothing was saved", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        await RenameAsync("AuditEventsAway", "AuditEvents");

        Assert.Equal("Callus of the fault", page.Find("#name").GetAttribute("value"));
        Assert.Equal("Typed at length", page.Find("#notes").GetAttribute("value"));
        Assert.Contains(Assert.Single(log.RequestIds), page.Markup, StringComparison.Ordinal);
        Assert.Equal(before, await DatabaseState.ReadAsync(Lab));
        Assert.Equal(events, (await Plant.EventsAsync()).Count);

        await page.Find("button[data-save]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("/samples/SMP-", Services.GetRequiredNavigation().Uri, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Equal(1, await Plant.ReadAsync(context => context.Set<Sample>().CountAsync()));
    }

    /// <summary>What is refused before anything is written is refused as ever; whatever gets as far as writing fails and leaves nothing.</summary>
    [Fact]
    public async Task No_command_leaves_anything_of_a_save_that_failed()
    {
        var ground = await Ground.PrepareAsync(Plant);
        var inputs = new List<(OperationInfo Info, object Input)>();
        foreach (var info in OperationCatalogue.All.Values.Where(info => info.IsCommand && !info.Name.EndsWith("Draft", StringComparison.Ordinal)).OrderBy(info => info.Name, StringComparer.Ordinal)) inputs.Add((info, await OperationSamples.MakeAsync(info.Type, ground)));
        var before = await DatabaseState.ReadAsync(Lab);
        var faulted = 0;

        await RenameAsync("AuditEvents", "AuditEventsAway");
        foreach (var (info, input) in inputs)
        {
            var problem = await (Task<Problem?>)Typed.MakeGenericMethod(info.Type, info.ResultType).Invoke(null, [RunnerOf(Role.Owner), input])!;
            faulted += problem is Problem.Faulted ? 1 : 0;
        }

        await RenameAsync("AuditEventsAway", "AuditEvents");
        Assert.Equal(before, await DatabaseState.ReadAsync(Lab));
        Assert.Equal(faulted, log.RequestIds.Count);
        Assert.InRange(faulted, 25, inputs.Count);
    }

    protected override IOperationRunner RunnerOf(Role role)
    {
        var circuit = new CircuitSession();
        circuit.Enter(new CircuitDoor(null, null, null, null));
        return new PageFaults(base.RunnerOf(role), circuit, log);
    }

    private static async Task<Problem?> RunTypedAsync<TSelf, TResult>(IOperationRunner runner, TSelf operation)
        where TSelf : IOperation<TSelf, TResult> => (await runner.RunAsync(operation)).Problem;

    private async Task RenameAsync(string from, string to)
    {
        await using var context = Lab.Factory.Create(new DatabaseScope(Lab.Clock));
        await Sql.ExecuteAsync(context, $"ALTER TABLE \"{from}\" RENAME TO \"{to}\"", default);
    }

    /// <summary>Keeps the request ids that were logged.</summary>
    private sealed class Kept : ILogger<PageFaults>
    {
        public List<string> RequestIds { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Assert.NotNull(exception);
            RequestIds.Add(((IEnumerable<KeyValuePair<string, object?>>)state!).Single(pair => pair.Key == "RequestId").Value!.ToString()!);
        }
    }
}
