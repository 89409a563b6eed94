using System.Text.RegularExpressions;

namespace FlaskTrack.Tests.Architecture;

/// <summary>Every form keeps what is typed as its person's draft, or is named here with why it does not; a new one that says nothing fails.</summary>
public sealed partial class FormDraftArchitectureTests
{
    private const string Address = "A filter or a question: the address of the page holds it.";
    private const string Secret = "Takes a password, a code or a key, which no draft may hold.";
    private const string Buttons = "Buttons and choices that are sent at once; nothing is typed.";
    private const string Line = "One line, typed anew in a moment.";
    private const string Reason = "A dialog over its page that asks for one reason at most.";
    private const string File = "Takes a file, which is kept as soon as it has come.";

    private static readonly Dictionary<string, string> WithoutDraft = new()
    {
        ["AccountMenu"] = Buttons,
        ["AccountPage"] = Line,
        ["AuditFilters"] = Address,
        ["AuthenticatorPage"] = Secret,
        ["CompareSamplesPage"] = Address,
        ["ConfirmEmailPage"] = Buttons,
        ["ConfirmPage"] = Secret,
        ["EvidenceListPage"] = Address,
        ["EvidencePacketPage"] = Reason,
        ["ImportHistory"] = Reason,
        ["ImportMappingForm"] = "The mapping is kept with its import; only the name of a mapping is typed.",
        ["ImportRecordPage"] = Reason,
        ["ImportStart"] = File,
        ["InvitationPage"] = Secret,
        ["InvitationsPage"] = Reason,
        ["LogoPanel"] = File,
        ["MemberEnd"] = Reason,
        ["MemberSessionsPanel"] = Reason,
        ["NotFoundPage"] = Address,
        ["NotificationSettingsPage"] = Buttons,
        ["OrganizationSwitch"] = Buttons,
        ["PasskeyPanel"] = Secret,
        ["RecoverPage"] = Line,
        ["ResetPage"] = Secret,
        ["SampleActs"] = Reason,
        ["SampleBoardView"] = Reason,
        ["SampleBulk"] = Reason,
        ["SampleFilters"] = Address,
        ["SavedViews"] = Line,
        ["SecurityPage"] = Secret,
        ["SessionsPage"] = Buttons,
        ["SettingsLayout"] = Buttons,
        ["SetupPage"] = Secret,
        ["SignInPage"] = Secret,
        ["SitesPage"] = Reason,
        ["TokensPage"] = Secret,
        ["TwoFactorPage"] = Secret,
    };

    private static readonly Dictionary<string, string> Markup = OperationArchitectureTests.Sources(".razor")
        .Where(file => Path.GetDirectoryName(file)!.Contains("Pages", StringComparison.Ordinal) || Path.GetDirectoryName(file)!.EndsWith("Layout", StringComparison.Ordinal))
        .Where(file => !file.EndsWith("_Imports.razor", StringComparison.Ordinal)).ToDictionary(file => Path.GetFileNameWithoutExtension(file), OperationArchitectureTests.Read);

    /// <summary>The building blocks of forms are none themselves.</summary>
    private static readonly List<string> Forms = [.. Markup.Where(file => file.Key is not ("AccountField" or "ParentPicker") && Typed().IsMatch(file.Value)).Select(file => file.Key).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_form_keeps_a_draft_or_says_why_not()
    {
        var silent = Forms.Where(form => !KeepsDraft(form) && !WithoutDraft.ContainsKey(form));

        Assert.Empty(silent);
        Assert.True(Forms.Count(KeepsDraft) > 12, "Hardly any form keeps a draft.");
    }

    [Fact]
    public void Whatever_is_named_as_without_a_draft_is_a_form_and_has_none()
    {
        Assert.Subset(Forms.ToHashSet(), WithoutDraft.Keys.ToHashSet());
        Assert.DoesNotContain(WithoutDraft.Keys, KeepsDraft);
    }

    /// <summary>SECURITY: a form that asks for a secret and keeps a draft names what it keeps, without the secret.</summary>
    [Fact]
    public void No_draft_holds_what_a_password_field_holds()
    {
        foreach (var (name, text) in Markup.Where(file => KeepsDraft(file.Key)))
        {
            var secrets = Password().Matches(text).Select(field => field.Groups[1].Value).ToList();
            var kept = Kept().Match(text).Value;
            Assert.All(secrets, secret => Assert.DoesNotMatch($@"\b{Regex.Escape(secret)}\b", kept));
            Assert.False(name == "MailSettingsPage" && secrets.Count == 0, "The password field was not found.");
        }
    }

    /// <summary>By itself, or as a part, which sends nothing, of forms that all do.</summary>
    private static bool KeepsDraft(string form) =>
        Markup[form].Contains("<DraftBar ", StringComparison.Ordinal)
        || (!Markup[form].Contains("IOperationRunner", StringComparison.Ordinal) && Markup.Where(file => Regex.IsMatch(file.Value, $@"<{form}[\s/>]")).Select(file => file.Key).ToList() is { Count: > 0 } users && users.TrueForAll(user => user != form && KeepsDraft(user)));

    [GeneratedRegex("""<(form|TextArea|TextInput|AccountField|InputFile|ConfirmDialog)\b|type="(text|password)" """)]
    private static partial Regex Typed();

    [GeneratedRegex("""Type="password"[^>]*Value="@(\w+)" """)]
    private static partial Regex Password();

    [GeneratedRegex(@"Dictionary<string, string\?> Values =>.*?;", RegexOptions.Singleline)]
    private static partial Regex Kept();
}
