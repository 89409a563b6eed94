using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Evidence;

/// <summary>Packets the caller may read, newest first.</summary>
/// <param name="Text">Part of code, purpose or recipient.</param>
/// <param name="BeforeId">Packets of a lower id only; the cursor.</param>
public sealed record FindEvidence(PacketState? State = null, string? Text = null, long? BeforeId = null, int Take = 50) : IQuery<FindEvidence, PacketPage>, IValidated
{
    public static Permission Requires => Permissions.Records.View;

    public void Validate(FieldErrors errors)
    {
        errors.Optional("text", "Text", Text, 100);
        if (Take is < 25 or > 200) errors.Add("take", "A page has 25 to 200 rows.");
    }
}

public sealed record PacketPage(IReadOnlyList<PacketRow> Rows, long? Next);
