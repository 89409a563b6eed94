using FlaskTrack.Web.Identity;

using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;

namespace FlaskTrack.Web.Hosting;

/// <summary>What open pages may take of the server: each is a circuit that keeps its state here. Why these, and why so: docs/adr/0019.</summary>
/// <param name="PerPerson"><c>Circuits:PerPerson</c>, pages that one person has open at a time, 2 to 1000; whoever is not signed in counts by address.</param>
/// <param name="Lost"><c>Circuits:Lost</c>, pages that are kept while their connection is lost, of all people together, 1 to 10000; the oldest goes first.</param>
/// <param name="LostFor"><c>Circuits:LostSeconds</c>, how long such a page is kept, 1 to 3600 s. What was typed is kept by the browser and in drafts, longer than this.</param>
public sealed record CircuitLimits(int PerPerson, int Lost, TimeSpan LostFor)
{
    /// <summary>A field with all that it can hold (<see cref="Components.Shared.FieldInput.Cut"/>), in bytes with its escapes; the framework's 32 KB would end the page at a long paste.</summary>
    public const int LargestMessage = 1_048_576;

    /// <summary>Pictures of a page that the browser has not confirmed yet; then the server draws no more until it does.</summary>
    public const int UnconfirmedBatches = 10;

    /// <summary>How long a page waits for its browser's answer to a call; no script of ours waits for a person.</summary>
    public static readonly TimeSpan BrowserAnswers = TimeSpan.FromSeconds(30);

    /// <exception cref="InvalidOperationException">A setting is out of its range.</exception>
    public static CircuitLimits Read(IConfiguration configuration) => new(
        Whole(configuration, "Circuits:PerPerson", 50, 2, 1000), Whole(configuration, "Circuits:Lost", 100, 1, 10_000), TimeSpan.FromSeconds(Whole(configuration, "Circuits:LostSeconds", 180, 1, 3600)));

    /// <summary>Adds the limits with what counts.</summary>
    public static IServiceCollection AddTo(IServiceCollection services, IConfiguration configuration)
    {
        var limits = Read(configuration);
        services.AddSingleton(limits);
        services.AddSingleton<CircuitQuota>();
        services.AddScoped<CircuitHandler, CountedCircuit>();
        services.Configure<HubOptions>(options => options.AddFilter<CircuitQuota>());
        return services.Configure<CircuitOptions>(options =>
        {
            (options.DisconnectedCircuitMaxRetained, options.DisconnectedCircuitRetentionPeriod) = (limits.Lost, limits.LostFor);
            (options.JSInteropDefaultCallTimeout, options.MaxBufferedUnacknowledgedRenderBatches) = (BrowserAnswers, UnconfirmedBatches);

            // Nothing of a page is kept beyond that: our browser script loads a page that is gone anew.
            (options.PersistedCircuitInMemoryMaxRetained, options.PersistedCircuitInMemoryRetentionPeriod) = (limits.Lost, limits.LostFor);
        });
    }

    private static int Whole(IConfiguration configuration, string name, int normal, int low, int high) =>
        configuration.GetValue(name, normal) is var value && value >= low && value <= high ? value : throw new InvalidOperationException($"{name} is {value}; it may be {low} to {high}.");
}
