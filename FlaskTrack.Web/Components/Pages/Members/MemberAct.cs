namespace FlaskTrack.Web.Components.Pages.Members;

/// <summary>Acts on a membership as a whole that are confirmed in a dialog.</summary>
public enum MemberAct
{
    Suspend,
    Reactivate,
    Remove,
}
