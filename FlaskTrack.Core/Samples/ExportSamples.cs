using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>The samples of a filter as a file. Its use is audited with filter, rows and hash (21 CFR 11.10(b): accurate and complete copies).</summary>
public sealed record ExportSamples : IQuery<ExportSamples, ExportFile>, IValidated
{
    public const int Most = 50_000;

    public static Permission Requires => Permissions.Data.Export;

    public SampleFilter Filter { get; init; } = new();

    public SampleSort Sort { get; init; } = SampleSort.Code;

    public bool Descending { get; init; }

    public ExportFormat Format { get; init; } = ExportFormat.Xlsx;

    public void Validate(FieldErrors errors)
    {
        if (!Enum.IsDefined(Format)) errors.Add("format", "Format must be csv, xlsx or json.");
    }
}

public enum ExportFormat
{
    Csv,
    Xlsx,
    Json,
}

/// <param name="Sha256">Lower hex of the content, as in the audit event.</param>
public sealed record ExportFile(string Name, string ContentType, byte[] Content, int Rows, string Sha256);

internal sealed class ExportSamplesHandler : IHandler<ExportSamples, ExportFile>
{
    public Task<Result<ExportFile>> HandleAsync(ExportSamples operation, OperationContext context, CancellationToken ct) => throw new NotSupportedException();
}
