using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Platform.Sheets;
using FlaskTrack.Core.Samples;

namespace FlaskTrack.Core.Members;

/// <summary>The members of a filter as a file, for a review of who has access. Its use is audited with filter, rows and hash.</summary>
/// <param name="Ids">Only these of them; empty means all that match.</param>
public sealed record ExportMembers(FindMembers Filter, ExportFormat Format = ExportFormat.Xlsx, IReadOnlyList<long>? Ids = null) : IQuery<ExportMembers, ExportFile>, IValidated, INeedsRecentAuthentication
{
    public static Permission Requires => Permissions.Data.Export;

    public void Validate(FieldErrors errors)
    {
        if (Format is not (ExportFormat.Csv or ExportFormat.Xlsx)) errors.Add("format", "Format must be csv or xlsx.");
    }
}

internal sealed class ExportMembersHandler : IHandler<ExportMembers, ExportFile>
{
    private static readonly JsonSerializerOptions FilterJson = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    private static readonly ExportColumn[] Columns =
    [
        new("Name"), new("E-mail"), new("Job title"), new("Role"), new("Status"), new("Sites"), new("Second factor", ColumnKind.Boolean), new("May run pipelines", ColumnKind.Boolean),
        new("Starts at (UTC)", ColumnKind.DateTime), new("Ends at (UTC)", ColumnKind.DateTime), new("Joined at (UTC)", ColumnKind.DateTime), new("Last active at (UTC)", ColumnKind.DateTime), new("Invited by"),
    ];

    public async Task<Result<ExportFile>> HandleAsync(ExportMembers operation, OperationContext context, CancellationToken ct)
    {
        // Who may export may not see the members in every role; the list's own right decides that.
        if (context.Decide(Permissions.Members.View) is { } denial) return new Problem.Refused(denial);
        var rows = await FindMembersHandler.FindAllAsync(operation.Filter, context, ct);
        if (operation.Ids is { Count: > 0 } ids) rows = rows.FindAll(row => ids.Contains(row.Id));
        var content = await WriteAsync(operation.Format, rows, context, ct);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        context.Note("filter", JsonSerializer.Serialize(operation.Filter with { After = null }, FilterJson));
        context.Note("format", operation.Format);
        context.Note("rows", rows.Count);
        context.Note("sha256", hash);
        var (ending, type) = operation.Format == ExportFormat.Csv ? ("csv", "text/csv; charset=utf-8") : ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        return new ExportFile(string.Create(CultureInfo.InvariantCulture, $"{context.Organization.Slug}-members-{context.Now:yyyyMMdd-HHmm}.{ending}"), type, content, rows.Count, hash);
    }

    private static async Task<byte[]> WriteAsync(ExportFormat format, List<MemberRow> rows, OperationContext context, CancellationToken ct)
    {
        var cells = rows.Select(Cells);
        using var stream = new MemoryStream();
        if (format == ExportFormat.Csv)
        {
            await CsvExport.WriteAsync(stream, Columns, cells, ct: ct);
            return stream.ToArray();
        }

        await using (var workbook = new WorkbookWriter(stream, new WorkbookInfo("Members", context.Organization.Name, context.Now)))
        {
            await workbook.WriteSheetAsync("Members", Columns, cells, ct);
            await workbook.FinishAsync(ct);
        }

        return stream.ToArray();
    }

    private static ExportCell[] Cells(MemberRow row) =>
    [
        ExportCell.Text(row.DisplayName), ExportCell.Text(row.Email), ExportCell.Text(row.JobTitle), ExportCell.Text(RoleRules.Words(row.Role)), ExportCell.Text(row.Status == MemberStatus.NotStarted ? "Not started" : row.Status.ToString()),
        ExportCell.Text(row.Sites.Count == 0 ? "All" : string.Join("; ", row.Sites.Select(site => site.ShortCode))), ExportCell.Boolean(row.TwoFactor), ExportCell.Boolean(row.CanRunPipelines),
        ExportCell.Time(row.StartsAt), ExportCell.Time(row.EndsAt), ExportCell.Time(row.JoinedAt), ExportCell.Time(row.LastActiveAt), ExportCell.Text(row.InvitedBy),
    ];
}
