namespace FlaskTrack.Core.Platform.Security;

/// <summary>The refusals of the access model in words that say what would be needed. They never say more of a record than the access model's table allows.</summary>
public static class Denials
{
    public static readonly Denial SignIn = new(DenialCode.Unauthenticated, "Sign in to go on.");

    public static readonly Denial NotFound = new(DenialCode.NotFound, "There is nothing here, or it is not yours to see.");

    /// <summary>Acts on people's rights and on one's own sign-in ask for a password or factor given in the last five minutes (ASVS 7.5.1).</summary>
    public static readonly Denial RecentAuthentication = new(DenialCode.Forbidden, "Confirm who you are to go on.") { RequiredCapability = "recent_authentication" };

    /// <summary>After a reset by admins no organization opens without a second factor, whatever its policy.</summary>
    public static readonly Denial EnrolAgain = new(DenialCode.Forbidden, "Your second factor was reset. Set one up again under Security.") { RequiredCapability = "two_factor" };

    public static readonly Denial OrganizationSuspended = new(DenialCode.RecordLocked, "This organization is suspended. Reading and exporting still work.");

    /// <summary>Acts that ask for the person, not for a secret the person made.</summary>
    public static readonly Denial TokenNotEnough = new(DenialCode.Forbidden, "A personal token cannot do this. Sign in to do it.") { RequiredCapability = "sign_in" };

    public static Denial NoTokens(string organization) =>
        new(DenialCode.Forbidden, $"{organization} does not allow personal tokens.") { RequiredCapability = "personal_tokens" };

    public static Denial OutsideAddresses(string organization, string? address) =>
        new(DenialCode.Forbidden, $"{organization} is open from certain addresses only, and {address ?? "yours"} is not one of them. An owner can add it.") { Restriction = "address" };

    /// <summary>Whether the policy asks this role for a second factor, now or later.</summary>
    public static bool AsksSecondFactor(Organizations.TwoFactorPolicy policy, RoleDefinition role) =>
        policy == Organizations.TwoFactorPolicy.Required || (policy == Organizations.TwoFactorPolicy.RequiredForAdmins && role.IsAdministrative);

    /// <summary>Refuses a sign-in without the second factor that the organization asks for.</summary>
    public static Denial? SecondFactor(Organizations.TwoFactorPolicy policy, RoleDefinition role, bool hasSecondFactor)
    {
        return AsksSecondFactor(policy, role) && !hasSecondFactor ? new Denial(DenialCode.Forbidden, "This organization asks for a second factor. Set one up under Security.") { RequiredCapability = "two_factor" } : null;
    }

    public static Denial Capability(Permission permission) =>
        new(DenialCode.Forbidden, $"Your role does not allow you to {permission.Meaning}.") { RequiredCapability = permission.Name };

    public static Denial Flag(string flag) =>
        new(DenialCode.Forbidden, "Your membership does not allow running pipelines. An admin can switch it on.") { RequiredCapability = flag };

    public static Denial Restricted(string restriction) =>
        new(DenialCode.Forbidden, restriction == "site" ? "This record belongs to a site outside yours." : "This record is outside the projects of this account.") { Restriction = restriction };

    public static Denial LevelBelow(Permission permission, Level required, Level current) =>
        new(DenialCode.Forbidden, current == Level.None ? "You do not have access to this record." : $"You can {Word(current)} this record; to {permission.Meaning} you need {Word(required)}.")
        {
            RequiredLevel = required,
            CurrentLevel = current,
        };

    public static Denial Locked(RecordLock held) => new(DenialCode.RecordLocked, held.Sentence);

    public static Denial Reason(Permission permission) => new(DenialCode.ReasonRequired, $"Give a reason to {permission.Meaning}.");

    public static Denial Signature(Permission permission) => new(DenialCode.SignatureRequired, $"Sign to {permission.Meaning}.");

    private static string Word(Level level) => level switch
    {
        Level.Read => "read",
        Level.Edit => "edit",
        Level.Share => "share",
        Level.Owner => "own",
        Level.None => "not see",
        _ => throw new InvalidOperationException($"Level {level} has no word."),
    };
}
