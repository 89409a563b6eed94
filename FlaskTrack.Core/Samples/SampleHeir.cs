using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Who may become the owner of a sample: an active member of the organization.</summary>
internal static class SampleHeir
{
    public static Problem NoMember => FieldErrors.Of("to", "The new owner must be an active member of the organization.");

    public static MemberFacts? Find(OperationContext context, long memberId) =>
        context.Access.ByUser.Values.FirstOrDefault(member => member.MemberId == memberId && member.IsActiveAt(context.Now));

    public static Problem Owns(MemberFacts heir) => FieldErrors.Of("to", $"{heir.DisplayName} owns the sample already. Choose another member.");
}
