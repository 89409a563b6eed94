using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>Keeps an uploaded sheet for its uploader, and clears away their sheets older than 14 days.</summary>
public sealed record KeepSampleUpload(string FileName, ImportTable Table, ImportPlan Plan) : ICommand<KeepSampleUpload, KeptUpload>, IValidated
{
    public static Permission Requires => Permissions.Records.Import;

    public void Validate(FieldErrors errors)
    {
        errors.Text("file_name", "File name", FileName, 255);
        ImportChecks.Validate(Table, Plan, errors);
    }
}

/// <param name="GoneAt">When it is cleared away.</param>
public sealed record KeptUpload(long Id, string FileName, int Rows, DateTimeOffset At, DateTimeOffset GoneAt)
{
    internal static KeptUpload Of(SampleUpload row) => new(row.Id, row.FileName, row.Rows, row.At, row.At + SampleUpload.Stays);
}

internal sealed class KeepSampleUploadHandler : IHandler<KeepSampleUpload, KeptUpload>
{
    private const int Most = 20;

    public async Task<Result<KeptUpload>> HandleAsync(KeepSampleUpload operation, OperationContext context, CancellationToken ct)
    {
        var content = UploadContent.Pack(operation.Table);
        if (content.Length > UploadContent.MostBytes) return new Problem.NotAllowed("The sheet is too large to be kept. It can be imported now, and is gone when the page is closed.");
        await ClearAsync(context, ct);
        var upload = new SampleUpload { MemberId = context.Principal.MemberId, FileName = StoredText.Clean(operation.FileName)!, Rows = operation.Table.Rows.Count, At = context.Now, Content = content, Plan = UploadContent.ToText(operation.Plan) };
        context.Add(upload);
        await context.SaveAsync(ct);
        return KeptUpload.Of(upload);
    }

    private static async Task ClearAsync(OperationContext context, CancellationToken ct)
    {
        var member = context.Principal.MemberId;
        var oldest = context.Now - SampleUpload.Stays;
        var mine = await context.Rows<SampleUpload>().Where(row => row.MemberId == member).OrderByDescending(row => row.At).Select(row => new { row.Id, row.At }).ToListAsync(ct);
        var gone = mine.Where((row, at) => row.At <= oldest || at >= Most - 1).Select(row => row.Id).ToArray();
        foreach (var row in await context.Rows<SampleUpload>().Where(row => gone.Contains(row.Id)).ToListAsync(ct)) context.Remove(row);
    }
}
