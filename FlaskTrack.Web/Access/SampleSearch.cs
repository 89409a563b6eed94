using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Samples;
using FlaskTrack.Web.Components.Shared;

namespace FlaskTrack.Web.Access;

/// <summary>Finds samples for the command palette: the one whose code was typed first, then those that have the words.</summary>
internal sealed class SampleSearch(IOperationRunner runner)
{
    private const int Most = 8;

    public async Task<IReadOnlyList<PaletteGroup>> FindAsync(string text, CancellationToken ct)
    {
        var exact = await PageAsync(new SampleFilter { Codes = [text], Status = null }, 1, ct);
        var words = await PageAsync(new SampleFilter { Text = text, Status = null }, Most, ct);
        var rows = exact.Concat(words).DistinctBy(row => row.Id).Take(Most).ToList();
        return rows.Count == 0 ? [] : [new PaletteGroup("Samples", [.. rows.Select(Hit)])];
    }

    private static PaletteHit Hit(SampleRow row) => new("science", row.Code, row.Name, row.SpeciesName, SampleStates.Label(row.State), "/samples/" + row.Code);

    private async Task<IReadOnlyList<SampleRow>> PageAsync(SampleFilter filter, int size, CancellationToken ct) =>
        await runner.RunAsync(new FindSamples { Filter = filter, Size = size }, ct) is { IsOk: true } found ? found.Value.Rows : [];
}
