using System.Collections.Frozen;

namespace FlaskTrack.Web.Components.Shared;

/// <summary>Icon names of the bundled Material Symbols subset and their code points; written by tools/fonts/subset-symbols.py.</summary>
public static class IconTable
{
    /// <summary>Every icon the font holds.</summary>
    public static FrozenDictionary<string, char> Codes { get; } = new Dictionary<string, char>
    {
        ["account_circle"] = '\uf20b', ["account_tree"] = '\ue97a', ["add"] = '\ue145', ["admin_panel_settings"] = '\uef3d',
        ["alarm"] = '\ue855', ["apartment"] = '\uea40', ["api"] = '\uf1b7', ["archive"] = '\ue149',
        ["arrow_back"] = '\ue5c4', ["arrow_downward"] = '\ue5db', ["arrow_forward"] = '\ue5c8', ["arrow_upward"] = '\ue5d8',
        ["assignment"] = '\ue85d', ["assignment_turned_in"] = '\ue862', ["attach_file"] = '\ue226', ["badge"] = '\uea67',
        ["bar_chart"] = '\ue26b', ["biotech"] = '\uea3a', ["block"] = '\uf08c', ["bolt"] = '\uea0b',
        ["bookmark"] = '\ue8e7', ["bug_report"] = '\ue868', ["build"] = '\uf8cd', ["calendar_month"] = '\uebcc',
        ["call_merge"] = '\ue0b3', ["call_split"] = '\ue0b6', ["cancel"] = '\ue888', ["change_history"] = '\ue86b',
        ["check"] = '\ue5ca', ["check_circle"] = '\uf0be', ["chevron_left"] = '\ue5cb', ["chevron_right"] = '\ue5cc',
        ["circle"] = '\uef4a', ["close"] = '\ue5cd', ["cloud_done"] = '\ue2bf', ["cloud_off"] = '\ue2c1',
        ["code"] = '\ue86f', ["computer"] = '\ue31e', ["construction"] = '\uea3c', ["contact_mail"] = '\ue0d0',
        ["content_copy"] = '\ue14d', ["contrast"] = '\ueb37', ["corporate_fare"] = '\uf1d0', ["dark_mode"] = '\ue51c',
        ["data_object"] = '\uead3', ["delete"] = '\ue92e', ["density_large"] = '\ueba9', ["density_medium"] = '\ueb9e',
        ["density_small"] = '\ueba8', ["description"] = '\ue873', ["domain"] = '\ue7ee', ["done_all"] = '\ue877',
        ["download"] = '\uf090', ["drafts"] = '\ue151', ["drag_indicator"] = '\ue945', ["eco"] = '\uea35',
        ["edit"] = '\uf097', ["error"] = '\uf8b6', ["event"] = '\ue878', ["event_repeat"] = '\ueb7b',
        ["expand_less"] = '\ue5ce', ["expand_more"] = '\ue5cf', ["fact_check"] = '\uf0c5', ["filter_alt"] = '\uef4f',
        ["filter_alt_off"] = '\ueb32', ["filter_list"] = '\ue152', ["fingerprint"] = '\ue90d', ["first_page"] = '\ue5dc',
        ["flag"] = '\uf0c6', ["folder_open"] = '\ue2c8', ["folder_zip"] = '\ueb2c', ["forward_to_inbox"] = '\uf187',
        ["gavel"] = '\ue90e', ["grid_view"] = '\ue9b0', ["group"] = '\uea21', ["group_add"] = '\ue7f0',
        ["groups"] = '\uf233', ["health_and_safety"] = '\ue1d5', ["help"] = '\ue8fd', ["history"] = '\ue8b3',
        ["home"] = '\ue9b2', ["hourglass_empty"] = '\ue88b', ["how_to_reg"] = '\ue174', ["hub"] = '\ue9f4',
        ["image"] = '\ue3f4', ["inbox"] = '\ue156', ["info"] = '\ue88e', ["input"] = '\ue890',
        ["inventory"] = '\ue179', ["inventory_2"] = '\ue1a1', ["key"] = '\ue73c', ["keyboard"] = '\ue312',
        ["keyboard_return"] = '\ue31b', ["label"] = '\ue893', ["lan"] = '\ueb2f', ["language"] = '\ue894',
        ["last_page"] = '\ue5dd', ["left_panel_close"] = '\uf717', ["left_panel_open"] = '\uf716', ["light_mode"] = '\ue518',
        ["link"] = '\ue250', ["link_off"] = '\ue16f', ["list_alt"] = '\ue0ee', ["local_florist"] = '\ue545',
        ["lock"] = '\ue899', ["lock_open"] = '\ue898', ["login"] = '\uea77', ["logout"] = '\ue9ba',
        ["mail"] = '\ue159', ["manage_accounts"] = '\uf02e', ["manage_history"] = '\uebe7', ["mark_email_read"] = '\uf18c',
        ["memory"] = '\ue322', ["menu"] = '\ue5d2', ["menu_open"] = '\ue9bd', ["merge"] = '\ueb98',
        ["monitoring"] = '\uf190', ["more_horiz"] = '\ue5d3', ["more_vert"] = '\ue5d4', ["move_item"] = '\uf1ff',
        ["notes"] = '\ue26c', ["notifications"] = '\ue7f5', ["notifications_active"] = '\ue7f7', ["open_in_new"] = '\ue89e',
        ["outgoing_mail"] = '\uf0d2', ["output"] = '\uebbe', ["passkey"] = '\uf87f', ["password"] = '\uf042',
        ["pause_circle"] = '\ue1a2', ["pending_actions"] = '\uf1bb', ["person"] = '\uf0d3', ["person_add"] = '\uea4d',
        ["person_off"] = '\ue510', ["person_remove"] = '\uef66', ["photo_camera"] = '\ue412', ["picture_as_pdf"] = '\ue415',
        ["pie_chart"] = '\uf0da', ["pin"] = '\uf045', ["place"] = '\uf1db', ["play_circle"] = '\ue1c4',
        ["policy"] = '\uea17', ["print"] = '\ue8ad', ["public"] = '\ue80b', ["publish"] = '\ue255',
        ["qr_code"] = '\uef6b', ["qr_code_2"] = '\ue00a', ["qr_code_scanner"] = '\uf206', ["radio_button_checked"] = '\ue837',
        ["radio_button_unchecked"] = '\ue836', ["receipt_long"] = '\uef6e', ["refresh"] = '\ue5d5', ["remove"] = '\ue15b',
        ["report"] = '\uf052', ["rule"] = '\uf1c2', ["save"] = '\ue161', ["schedule"] = '\uefd6',
        ["science"] = '\uea4b', ["search"] = '\ue8b6', ["settings"] = '\ue8b8', ["share"] = '\ue80d',
        ["shield"] = '\ue9e0', ["shield_person"] = '\uf650', ["show_chart"] = '\ue6e1', ["smart_toy"] = '\uf06c',
        ["sort"] = '\ue164', ["south"] = '\uf1e3', ["star"] = '\uf09a', ["sticky_note_2"] = '\uf1fc',
        ["stop_circle"] = '\uef71', ["store"] = '\ue8d1', ["straighten"] = '\ue41c', ["summarize"] = '\uf071',
        ["swap_horiz"] = '\ue8d4', ["swap_vert"] = '\ue8d5', ["switch_account"] = '\ue9ed', ["sync"] = '\ue627',
        ["table_rows"] = '\uf101', ["table_view"] = '\uf1be', ["task_alt"] = '\ue2e6', ["terminal"] = '\ueb8e',
        ["timeline"] = '\ue922', ["timer"] = '\ue425', ["today"] = '\ue8df', ["trending_down"] = '\ue8e3',
        ["trending_up"] = '\ue8e5', ["tune"] = '\ue429', ["unarchive"] = '\ue169', ["undo"] = '\ue166',
        ["unfold_more"] = '\ue5d7', ["upload"] = '\uf09b', ["upload_file"] = '\ue9fc', ["verified_user"] = '\uf013',
        ["view_column"] = '\ue8ec', ["view_kanban"] = '\ueb7f', ["view_list"] = '\ue8ef', ["visibility"] = '\ue8f4',
        ["visibility_off"] = '\ue8f5', ["vpn_key"] = '\ue0da', ["warning"] = '\uf083', ["water_drop"] = '\ue798',
        ["web"] = '\ue051', ["web_asset"] = '\ue069', ["wifi_off"] = '\ue648',
    }.ToFrozenDictionary();
}
