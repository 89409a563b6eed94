namespace FlaskTrack.Core.Mail;

/// <summary>Steps of handing a letter to a server, in their order.</summary>
public enum MailStep
{
    Connection,
    Greeting,
    Encryption,
    SignIn,
    Sender,
    Recipient,
    Content,
}

/// <summary>Why a letter could not be handed over.</summary>
/// <param name="sentence">What happened, for a person.</param>
/// <param name="answer">What the server said, word for word; null where it said nothing.</param>
public sealed class MailException(MailStep step, string sentence, string? answer = null, Exception? inner = null) : Exception(answer is null ? sentence : $"{sentence} {answer}", inner)
{
    public MailStep Step => step;

    public string Sentence => sentence;

    public string? Answer => answer;

    /// <summary>The server works and refuses this one reader.</summary>
    public bool IsAboutReader => step == MailStep.Recipient && answer is not null;
}
