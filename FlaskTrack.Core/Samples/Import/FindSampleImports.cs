using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>The imports of samples, newest first.</summary>
public sealed record FindSampleImports(long? Before = null, int Size = 50) : IQuery<FindSampleImports, IReadOnlyList<SampleImportRow>>
{
    public static Permission Requires => Permissions.Records.Import;
}

/// <param name="CanUndo">Still inside the 24 hours and not undone.</param>
public sealed record SampleImportRow(long Id, string Code, string FileName, int Rows, int Created, int Changed, int Skipped, string By, DateTimeOffset At, ImportState State, bool CanUndo)
{
    internal static SampleImportRow Of(SampleImport row, Func<long, string> names, DateTimeOffset now) =>
        new(row.Id, row.Code, row.FileName, row.Rows, row.Created, row.Changed, row.Skipped, names(row.CreatedById), row.At, row.State, row.State == ImportState.Done && now - row.At < ImportChecks.UndoWithin);
}

internal sealed class FindSampleImportsHandler : IHandler<FindSampleImports, IReadOnlyList<SampleImportRow>>
{
    public async Task<Result<IReadOnlyList<SampleImportRow>>> HandleAsync(FindSampleImports operation, OperationContext context, CancellationToken ct)
    {
        var names = MemberNames.Of(context);
        var rows = await context.Rows<SampleImport>().AsNoTracking().Where(row => operation.Before == null || row.Id < operation.Before).OrderByDescending(row => row.Id).Take(Math.Clamp(operation.Size, 1, 200)).ToListAsync(ct);
        return rows.Select(row => SampleImportRow.Of(row, names, context.Now)).ToList();
    }
}
