using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.AuditTrail;

/// <summary>A page of the audit log, newest first.</summary>
/// <param name="Before">Events of a lower sequence only; the cursor.</param>
/// <param name="Take">25 to 200.</param>
/// <param name="ShowWithheld">Whether rows the reader may not see appear as withheld; null shows them where no filter is set.</param>
public sealed record FindAuditEvents(AuditFilter Filter, long? Before = null, int Take = 50, bool? ShowWithheld = null) : IQuery<FindAuditEvents, AuditPage>, IValidated
{
    public static Permission Requires => Permissions.Audit.View;

    public void Validate(FieldErrors errors)
    {
        Filter.Validate(errors);
        if (Take is < 25 or > 200) errors.Add("take", "A page has 25 to 200 rows.");
    }
}
