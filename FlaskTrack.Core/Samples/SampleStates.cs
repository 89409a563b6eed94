using FlaskTrack.Core.Catalog;

namespace FlaskTrack.Core.Samples;

/// <summary>Where in its life a state stands, whatever the domain; pages colour by it.</summary>
public enum StatePhase
{
    Start,
    Prep,
    Grow,
    Turn,
    Rest,
    Done,
    Bad,
    Off,
}

/// <summary>One state of a model.</summary>
/// <param name="Key">Stable; an organization may rename the label, not the key.</param>
public sealed record SampleState(string Key, string Label, StatePhase Phase)
{
    public bool IsEnd => Phase is StatePhase.Bad or StatePhase.Off;
}

/// <summary>The states of one domain and the moves between them.</summary>
public sealed class StateModel
{
    private readonly Dictionary<string, SampleState> byKey;
    private readonly Dictionary<string, string[]> next;

    internal StateModel(Domain domain, IReadOnlyList<SampleState> states, string moves)
    {
        Domain = domain;
        States = states;
        byKey = states.ToDictionary(state => state.Key, StringComparer.Ordinal);
        var direct = moves.Split(';').Select(move => move.Split('>')).ToLookup(pair => pair[0], pair => pair[1]);
        var ends = states.Where(state => state.IsEnd).Select(state => state.Key).ToArray();
        next = states.ToDictionary(state => state.Key, state => state.IsEnd ? [] : (string[])[.. Forward(state.Key, direct), .. ends], StringComparer.Ordinal);
    }

    public Domain Domain { get; }

    /// <summary>In the order of the work, ends last.</summary>
    public IReadOnlyList<SampleState> States { get; }

    public SampleState Start => States[0];

    public SampleState? Find(string? key) => key is not null && byKey.TryGetValue(key, out var state) ? state : null;

    /// <summary>The states a sample may be moved to now; none from an end, which only a correction leaves.</summary>
    public IReadOnlyList<SampleState> Next(string from) => next.TryGetValue(from, out var keys) ? [.. keys.Select(key => byKey[key])] : [];

    public bool Allows(string from, string to) => next.TryGetValue(from, out var keys) && keys.Contains(to);

    /// <summary>Direct moves and those that pass over one skippable state.</summary>
    private static IEnumerable<string> Forward(string from, ILookup<string, string> direct) =>
        direct[from].Concat(direct[from].Where(SampleStates.Skippable.Contains).SelectMany(skipped => direct[skipped]).Where(to => to != from)).Distinct();
}

/// <summary>The state models of the domains.</summary>
public static class SampleStates
{
    private static readonly Dictionary<Domain, StateModel> Models = new()
    {
        [Domain.TissueCulture] = Model(Domain.TissueCulture,
            "initiated sterilized established multiplying rooting acclimatizing completed", "contaminated dead discarded",
            "initiated>sterilized;sterilized>established;established>multiplying;multiplying>multiplying;multiplying>rooting;rooting>multiplying;rooting>acclimatizing;acclimatizing>completed"),
        [Domain.Fungus] = Model(Domain.Fungus,
            "inoculated colonizing colonized fruiting resting harvested", "contaminated discarded",
            "inoculated>colonizing;colonizing>colonized;colonized>fruiting;fruiting>resting;resting>fruiting;resting>harvested"),
        [Domain.Agrobacterium] = Model(Domain.Agrobacterium,
            "streaked liquid_culture induced co_cultivating resting selecting regenerating confirmed", "escaped contaminated discarded",
            "streaked>liquid_culture;liquid_culture>induced;induced>co_cultivating;co_cultivating>resting;resting>selecting;selecting>regenerating;regenerating>confirmed"),
        [Domain.Fermentation] = Model(Domain.Fermentation,
            "prepared inoculated lag exponential stationary harvested", "failed contaminated discarded",
            "prepared>inoculated;inoculated>lag;lag>exponential;exponential>stationary;stationary>harvested"),
        [Domain.General] = Model(Domain.General, "created in_progress completed", "failed discarded", "created>in_progress;in_progress>completed"),
    };

    /// <summary>Keys a forward move may pass over.</summary>
    public static IReadOnlySet<string> Skippable => SkippableKeys.All;

    /// <summary>Ends that offer an incident with the sample linked.</summary>
    public static IReadOnlySet<string> OffersIncident { get; } = new HashSet<string>(["contaminated", "failed", "escaped"], StringComparer.Ordinal);

    public static IReadOnlyCollection<StateModel> All => Models.Values;

    public static StateModel Of(Domain domain) => Models[domain];

    /// <summary>A state's label in sentence case; the key itself for one that no model has.</summary>
    public static string Label(string key) => key.Length == 0 ? "" : char.ToUpperInvariant(key[0]) + (key == "co_cultivating" ? "o-cultivating" : key[1..].Replace('_', ' '));

    /// <summary>The phase follows the key, also where a lab renames the label.</summary>
    public static StatePhase Phase(string key) => key switch
    {
        "initiated" or "inoculated" or "streaked" or "prepared" or "created" => StatePhase.Start,
        "sterilized" or "colonizing" or "liquid_culture" or "induced" or "lag" => StatePhase.Prep,
        "rooting" or "fruiting" or "selecting" or "regenerating" or "stationary" => StatePhase.Turn,
        "resting" or "acclimatizing" => StatePhase.Rest,
        "completed" or "harvested" or "confirmed" => StatePhase.Done,
        "contaminated" or "failed" or "escaped" => StatePhase.Bad,
        "dead" or "discarded" => StatePhase.Off,
        _ => StatePhase.Grow,
    };

    private static StateModel Model(Domain domain, string states, string ends, string moves)
    {
        SampleState[] all = [.. states.Split(' ').Concat(ends.Split(' ')).Select(key => new SampleState(key, Label(key), Phase(key)))];
        return new StateModel(domain, all, moves);
    }

    // Apart, because the models above need it while this type is being made.
    private static class SkippableKeys
    {
        public static readonly IReadOnlySet<string> All = new HashSet<string>(["sterilized", "lag", "induced", "resting"], StringComparer.Ordinal);
    }
}
