namespace FlaskTrack.Core.Mail;

/// <summary>Whether letters leave this installation. The host says so from its settings; without SMTP a secret link is shown once to whoever made it, because there is
/// no other way to bring it to its reader.</summary>
public sealed record LetterDelivery(bool GoesOut)
{
    public static readonly LetterDelivery None = new(false);
}
