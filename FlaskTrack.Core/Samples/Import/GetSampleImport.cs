using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>What one import did: its file, mapping and counts, the samples it made as far as the member may read them, and whether it can be undone.</summary>
public sealed record GetSampleImport(string Code) : IQuery<GetSampleImport, SampleImportView>
{
    public static Permission Requires => Permissions.Records.Import;
}

/// <param name="Columns">Heading to field key.</param>
/// <param name="Samples">The first 50 by code, archived ones too.</param>
/// <param name="Readable">How many of its samples the member may read.</param>
/// <param name="UndoUntil">The last moment an undo is possible; null where it is over or was undone.</param>
public sealed record SampleImportView(SampleImportRow Import, IReadOnlyDictionary<string, string> Columns, ImportMatch Match, OnMatch OnMatch, IReadOnlyList<ImportedSample> Samples, int Readable, DateTimeOffset? UndoUntil)
{
    /// <summary>How far writing has come; null where it is not running in this process.</summary>
    public JobProgress? Progress { get; init; }

    /// <summary>Why nothing was written.</summary>
    public string? Failure { get; init; }

    /// <summary>It waits or is being written, and the caller may stop that.</summary>
    public bool CanStop { get; init; }

    /// <summary>The caller's own sheet to go on with where nothing was written; null for none.</summary>
    public long? UploadId { get; init; }
}

public sealed record ImportedSample(string Code, string Name, string State, Platform.Data.RecordStatus Status);

internal sealed class GetSampleImportHandler(ImportQueue queue) : IHandler<GetSampleImport, SampleImportView>
{
    private const int Shown = 50;

    public async Task<Result<SampleImportView>> HandleAsync(GetSampleImport operation, OperationContext context, CancellationToken ct)
    {
        var code = operation.Code.Trim().ToUpperInvariant();
        if (await context.Rows<SampleImport>().AsNoTracking().FirstOrDefaultAsync(row => row.Code == code, ct) is not { } import) return Problem.NotFound;
        var mine = context.Readable<Sample>().Where(row => row.ImportCode == code);
        var samples = await mine.OrderBy(row => row.Code).Take(Shown).Select(row => new { row.Id, Row = new ImportedSample(row.Code, row.Name, row.State, row.Status) }).ToListAsync(ct);
        context.Shows<Sample>(samples.Select(pair => pair.Id));
        var row = SampleImportRow.Of(import, MemberNames.Of(context), context.Now);
        return new SampleImportView(row, import.Columns, import.Match, import.OnMatch, [.. samples.Select(pair => pair.Row)], samples.Count < Shown ? samples.Count : await mine.CountAsync(ct), row.CanUndo ? import.At + ImportChecks.UndoWithin : null)
        {
            Progress = queue.ProgressOf(context.Organization.Id, import.Id),
            Failure = import.Failure,
            CanStop = import.IsUnfinished && ImportChecks.MayStop(import, context),
            UploadId = import.State is ImportState.Failed or ImportState.Cancelled && import.ById == context.Principal.MemberId ? import.UploadId : null,
        };
    }
}
