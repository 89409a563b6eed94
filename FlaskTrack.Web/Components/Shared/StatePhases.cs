using System.Collections.Frozen;
using System.Globalization;

namespace FlaskTrack.Web.Components.Shared;

/// <summary>How far along its model a state is; decides glyph and colour. Organizations rename labels, the phase stays with the key.</summary>
public enum StatePhase { Start, Prep, Grow, Turn, Rest, Done, Bad, Off }

/// <summary>Phase and label of every state key of the five domains: tissue culture, fungus, agrobacterium, fermentation, general.</summary>
public static class StatePhases
{
    private static readonly FrozenDictionary<string, StatePhase> byKey = new (StatePhase Phase, string Keys)[]
    {
        (StatePhase.Start, "initiated inoculated streaked prepared created pending"),
        (StatePhase.Prep, "sterilized colonizing liquid_culture induced lag"),
        (StatePhase.Grow, "established multiplying colonized co_cultivating exponential in_progress"),
        (StatePhase.Turn, "rooting fruiting selecting regenerating stationary"),
        (StatePhase.Rest, "resting acclimatizing paused"),
        (StatePhase.Done, "completed harvested confirmed released"),
        (StatePhase.Bad, "contaminated failed escaped rejected"),
        (StatePhase.Off, "dead discarded aborted archived deleted"),
    }
    .SelectMany(row => row.Keys.Split(' ').Select(key => KeyValuePair.Create(key, row.Phase)))
    .ToFrozenDictionary();

    /// <summary>Phase of a key; an unknown key counts as started, so that a renamed model still shows.</summary>
    public static StatePhase Of(string key) => byKey.GetValueOrDefault(key, StatePhase.Start);

    /// <summary>The class of tokens.css, such as state-grow.</summary>
    public static string Class(string key) => "state-" + Of(key).ToString().ToLowerInvariant();

    /// <summary>co_cultivating is shown as Co cultivating unless the organization has its own word.</summary>
    public static string Label(string key) => key.Length == 0
        ? "—"
        : string.Create(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(key[0])}{key[1..].Replace('_', ' ')}");
}
