using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Core.Members;

/// <summary>Names of members by membership id, also of those who left.</summary>
internal static class MemberNames
{
    public static Func<long, string> Of(OperationContext context)
    {
        var names = context.Access.ByUser.Values.ToDictionary(member => member.MemberId, member => member.DisplayName);
        return id => names.GetValueOrDefault(id, "Unknown member");
    }
}
