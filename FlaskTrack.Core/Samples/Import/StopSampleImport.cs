using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>Stops an import that waits or is being written; nothing of it is then there. For the member who asked for it, and for admins. A query, because one that writes
/// would wait for the transaction it is to end; the importer puts the end on the record before this is answered. Each is audited.</summary>
public sealed record StopSampleImport(string Code) : IQuery<StopSampleImport, Done>
{
    public static Permission Requires => Permissions.Records.Import;
}

internal sealed class StopSampleImportHandler(SampleImporter importer) : IHandler<StopSampleImport, Done>
{
    public async Task<Result<Done>> HandleAsync(StopSampleImport operation, OperationContext context, CancellationToken ct)
    {
        var code = operation.Code.Trim().ToUpperInvariant();
        if (await context.Rows<SampleImport>().AsNoTracking().FirstOrDefaultAsync(row => row.Code == code, ct) is not { } import) return Problem.NotFound;
        if (!ImportChecks.MayStop(import, context)) return new Problem.NotAllowed($"{code} is written for somebody else. They or an admin can stop it.");
        var place = new JobPlace(context.Organization.Id, context.Organization.Slug, import.Id, context.UserId);
        if (!import.IsUnfinished || !await importer.StopAsync(place, ct)) return new Problem.NotAllowed($"{code} is not being written.");
        context.Note("stopped", code);
        return default(Done);
    }
}
