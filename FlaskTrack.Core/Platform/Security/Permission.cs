namespace FlaskTrack.Core.Platform.Security;

/// <summary>One right that a role can hold. <paramref name="Name"/> is <c>noun.verb</c> and never changes.</summary>
/// <param name="Name">Stable name: API scope, audit action and policy name at once.</param>
/// <param name="Needs">The level on the record that the act needs besides the right; <see cref="Level.None"/> where no record is involved.</param>
/// <param name="Guard">What else must be given with the act.</param>
/// <param name="Meaning">One sentence a lab person understands.</param>
/// <param name="IsCritical">Use is audited even where nothing changes: exports, evidence, roles, keys.</param>
public sealed class Permission(string Name, Category Category, Level Needs, Guard Guard, string Meaning, bool IsCritical = false)
{
    public string Name { get; } = Name;

    public Category Category { get; } = Category;

    public Level Needs { get; } = Needs;

    public Guard Guard { get; } = Guard;

    public string Meaning { get; } = Meaning;

    public bool IsCritical { get; } = IsCritical;

    /// <summary>True where the act changes what the record says, so that an archived or locked record refuses it. Sharing, handing over,
    /// restoring and deleting change who has the record or whether it is there, not what it says.</summary>
    public bool ChangesContent { get; } =
        Category is Category.Records or Category.Execution or Category.Compliance
        && Needs != Level.None
        && Guard != Guard.Sign
        && !Name.EndsWith(".delete", StringComparison.Ordinal)
        && Name is not ("records.share" or "records.transfer" or "records.restore" or "evidence.generate" or "compliance.view");

    public override string ToString() => Name;
}
